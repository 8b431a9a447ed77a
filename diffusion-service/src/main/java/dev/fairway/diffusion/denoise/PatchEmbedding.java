package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;

/** Patches as tokens: a linear map of the cells, plus what and where their site is, plus when. */
final class PatchEmbedding {

  private final int width;
  private final Patches patches;
  private final Layer lift;
  private final SiteEmbedding sites;

  /**
   * @param inputs channels of the cells
   */
  PatchEmbedding(
      NDManager owner,
      Parameters parameters,
      int inputs,
      Patches patches,
      int positions,
      int width,
      TrafficNetwork network) {
    this.width = width;
    this.patches = patches;
    this.lift = new Linear(parameters.in("lift"), inputs * patches.size(), width);
    this.sites = new SiteEmbedding(owner, parameters.in("sites"), network, positions, width);
  }

  /**
   * @param cells {@code [B, inputs, P size, N]}
   * @return {@code [B, P, N, width]}
   */
  NDArray forward(NDArray cells) {
    NDArray tokens = lift.forward(patches.of(cells));
    int count = Shapes.require(tokens, "B", "P", "N", width).get("P");
    NDManager manager = cells.getManager();
    NDArray when = Ops.tensor(manager, Sinusoids.table(count, width), count, 1, width);
    return tokens.add(sites.forward(manager)).add(when);
  }
}
