package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.SiteClass;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.LaplacianPositions;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;

/**
 * A vector for each site: one of its own, since what is usual at a place cannot be told from the
 * graph, one of its class, and a map of where it lies in the graph.
 */
public final class SiteEmbedding {

  /** Name of the only parameter of a denoiser that has a row for each site. */
  static final String OWN = "own";

  private static final double DEVIATION = 0.1;

  private final NDArray features;
  private final NDArray own;
  private final NDArray shared;

  /**
   * @param owner of the constants
   * @param positions how many {@link LaplacianPositions} say where a site lies; 0 for none
   */
  public SiteEmbedding(
      NDManager owner, Parameters parameters, TrafficNetwork network, int positions, int width) {
    int sites = network.size();
    NDArray classes = Ops.tensor(owner, SiteClass.marks(network), sites, SiteClass.values().length);
    this.features =
        positions == 0
            ? classes
            : Ops.concat(
                1,
                classes,
                Ops.tensor(
                    owner,
                    LaplacianPositions.of(
                        GaussianKernel.fit(network, 0).ofLinks(network), positions),
                    sites,
                    positions));
    Initialiser first = Initialiser.normal(DEVIATION);
    this.own = parameters.create(OWN, first, sites, width);
    this.shared = parameters.create("shared", first, features.getShape().get(1), width);
  }

  /** {@code [N, width]}, on a manager of the caller's. */
  public NDArray forward(NDManager manager) {
    NDArray here = Ops.copy(manager, features);
    Shapes.require(here, own.getShape().get(0), shared.getShape().get(0));
    return here.matMul(shared).add(own);
  }
}
