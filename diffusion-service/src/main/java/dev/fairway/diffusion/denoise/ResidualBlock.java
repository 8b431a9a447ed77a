package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.GroupNorm;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;

/**
 * Along time, then along the graph, then added to what came in:
 *
 * <pre>
 *   x - norm, SiLU - temporal convolution - norm - shift and scale by the context - SiLU - hops -+-
 *    `------------------------------- 1 x 1, if widths differ -----------------------------------'
 * </pre>
 */
final class ResidualBlock {

  private static final int GROUPS = 8;
  private static final int KERNEL = 3;

  private final int width;
  private final Layer alongTime;
  private final Layer norm;
  private final Layer modulation;
  private final Layer alongGraph;
  private final Layer shortcut;

  ResidualBlock(Parameters parameters, int in, int width, int contextWidth, WalkOperators walks) {
    this.width = width;
    this.alongTime =
        GroupNorm.withSilu(parameters.in("norm1"), in, GROUPS)
            .then(
                new TemporalConvolution(
                    parameters.in("time"), in, width, KERNEL, TemporalConvolution.Padding.SAME));
    this.norm = new GroupNorm(parameters.in("norm2"), width, GROUPS);
    this.modulation =
        new Linear(parameters.in("modulation"), contextWidth, 2 * width, Initialiser.normal(0.02));
    this.alongGraph = new WalkConvolution(parameters.in("graph"), width, width, walks);
    this.shortcut =
        in == width ? x -> x : TemporalConvolution.pointwise(parameters.in("shortcut"), in, width);
  }

  /**
   * @param x {@code [B, in, T, N]}
   * @param context {@code [B, contextWidth]}
   * @return {@code [B, width, T, N]}
   */
  NDArray forward(NDArray x, NDArray context) {
    NDArray scaleAndShift = modulation.forward(context).reshape(-1, 2, width, 1, 1);
    NDArray scale = scaleAndShift.get(":, 0");
    NDArray shift = scaleAndShift.get(":, 1");
    NDArray h = norm.forward(alongTime.forward(x));
    h = Ops.modulatedSilu(h, scale, shift);
    return shortcut.forward(x).add(alongGraph.forward(h));
  }
}
