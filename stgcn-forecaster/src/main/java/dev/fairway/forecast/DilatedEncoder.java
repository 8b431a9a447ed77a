package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import dev.fairway.tensor.TemporalConvolution.Padding;
import java.util.ArrayList;
import java.util.List;

/**
 * Gated causal convolutions of kernel 2 with dilations 1, 2, 4... until the last output sees the
 * whole window (Graph WaveNet, Wu et al. 2019; the gate is the STGCN's, with its residual
 * connection): {@code [B, C, T, N]} to {@code [B, w, 1, N]}. The state is a map of what every layer
 * has at the last step.
 */
final class DilatedEncoder implements Layer {

  private static final int KERNEL = 2;
  private static final NDIndex LAST_STEP = new NDIndex(":, :, -1:, :");

  private final Layer widen;
  private final List<TemporalConvolution> convolutions = new ArrayList<>();
  private final Layer mix;
  private final int padding;
  private final int width;

  DilatedEncoder(Parameters parameters, int inputs, int steps, int width) {
    this.width = width;
    widen = TemporalConvolution.pointwise(parameters.in("widen"), inputs, width);
    int reach = 1;
    for (int dilation = 1; reach < steps; dilation *= 2) {
      convolutions.add(
          new TemporalConvolution(
              parameters.in("dilation" + dilation),
              width,
              2 * width,
              KERNEL,
              dilation,
              Padding.VALID,
              Initialiser.glorot((long) width * KERNEL, (long) width * KERNEL)));
      reach += dilation;
    }
    padding = reach - steps;
    mix =
        TemporalConvolution.pointwise(
            parameters.in("mix"), width * (convolutions.size() + 1), width);
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray y = padded(widen.forward(x));
    List<NDArray> last = new ArrayList<>();
    for (TemporalConvolution convolution : convolutions) {
      last.add(y.get(LAST_STEP));
      y = Ops.gatedResidual(convolution.forward(y), y);
    }
    return mix.forward(Ops.concat(1, y, last.toArray(NDArray[]::new)));
  }

  private NDArray padded(NDArray x) {
    if (padding == 0) {
      return x;
    }
    Shape shape = x.getShape();
    NDManager manager = x.getManager();
    return Ops.concat(2, manager.zeros(new Shape(shape.get(0), width, padding, shape.get(3))), x);
  }
}
