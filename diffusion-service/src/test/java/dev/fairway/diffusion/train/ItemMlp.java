package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;

/** Two hidden layers: enough for toys. */
final class ItemMlp implements ItemNetwork {

  private final Linear in;
  private final Linear middle;
  private final Linear out;

  ItemMlp(Parameters parameters, int cells, int width) {
    in = new Linear(parameters.in("in"), cells + 1, width);
    middle = new Linear(parameters.in("middle"), width, width);
    out = new Linear(parameters.in("out"), width, cells);
  }

  @Override
  public NDArray forward(NDArray noisy, NDArray condition) {
    NDArray h = Ops.silu(in.forward(Ops.concat(1, noisy, condition)));
    return out.forward(Ops.silu(middle.forward(h)));
  }
}
