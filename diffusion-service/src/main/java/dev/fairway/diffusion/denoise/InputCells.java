package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.condition.LinearPrior;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;

/**
 * The cells as every denoiser takes them in: noised where they are to be guessed and 0 elsewhere,
 * what is given or expected, the mask, and the prior if there is one.
 *
 * @param channels C of the data
 * @param sites N
 * @param prior whether {@link LinearPrior} stands beside the cells
 */
record InputCells(int channels, int sites, boolean prior) {

  /** Channels in. */
  int inputs() {
    return (prior ? 4 : 3) * channels;
  }

  /**
   * @param multiple the length in time is brought up to one of it by cells that are not given
   * @return {@code [B, inputs, T rounded up, N]}
   */
  NDArray of(DenoiserInput input, int multiple) {
    NDArray noisy = input.noisy();
    Shapes.require(noisy, "B", channels, "T", sites);
    requireAlike(noisy, input.given());
    requireAlike(noisy, input.mask());
    Shapes.require(input.context(), noisy.getShape().get(0), StepContext.FEATURES);
    NDArray mask = input.mask();
    NDArray hidden = noisy.sub(noisy.mul(mask));
    NDArray given = input.given();
    NDArray cells =
        prior
            ? Ops.concat(1, hidden, given, mask, LinearPrior.of(given, mask))
            : Ops.concat(1, hidden, given, mask);
    return new Patches(multiple).padded(cells);
  }

  /** Without the steps that {@link #of} added. */
  static NDArray cut(NDArray predicted, DenoiserInput input) {
    return Patches.cut(predicted, input.noisy().getShape().get(2));
  }

  private static void requireAlike(NDArray x, NDArray other) {
    if (!x.getShape().equals(other.getShape())) {
      throw new IllegalArgumentException(
          "Noisy values are " + x.getShape() + ", given values or mask " + other.getShape());
    }
  }
}
