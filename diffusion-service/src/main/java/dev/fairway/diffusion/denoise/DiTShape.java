package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;
import java.util.List;
import java.util.Objects;

/**
 * Sizes of a {@link DiffusionTransformer}.
 *
 * @param width of every token; even, and a multiple of {@code heads}
 * @param depth blocks
 * @param heads of every attention
 * @param patch steps in a token
 * @param positions numbers that say where a site lies in the graph; 0 for none, as in graphs too
 *     large for {@link dev.fairway.graph.LaplacianPositions}
 * @param nodes whom a node attends to
 */
public record DiTShape(
    int width,
    int depth,
    int heads,
    int patch,
    int positions,
    NodeAttention nodes,
    Conditioning conditioning)
    implements DenoiserShape {

  /** Whom a node attends to, at each patch of time. */
  public enum NodeAttention {
    /** To every node, at a cost that grows with N^2. */
    FULL,
    /** To itself and its neighbours: {@link NeighbourAttention}, at a cost that grows with N. */
    NEIGHBOURS,
    /** To every node by {@link LinearAttention}, at a cost that grows with N. */
    LINEAR
  }

  public DiTShape {
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(conditioning, "conditioning");
    if (depth < 1 || patch < 1 || positions < 0) {
      throw new IllegalArgumentException(
          "A transformer of "
              + depth
              + " blocks, patches of "
              + patch
              + " steps and "
              + positions
              + " positions");
    }
    MultiHeadAttention.require(width, heads);
  }

  @Override
  public DiTShape told(Conditioning other) {
    return new DiTShape(width, depth, heads, patch, positions, nodes, other);
  }

  @Override
  public List<String> lastLayers() {
    return List.of("block" + depth + ".", "outModulation.", "out.");
  }

  @Override
  public Denoiser denoiser(
      NDManager owner, Parameters parameters, int channels, TrafficNetwork network) {
    return new DiffusionTransformer(owner, parameters, this, channels, network);
  }
}
