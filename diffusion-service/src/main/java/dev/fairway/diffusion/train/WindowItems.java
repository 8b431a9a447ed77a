package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.tensor.Ops;

/**
 * Windows as items to noise, and a denoiser as a network that sees nothing but the noised items: it
 * is told of the rest of its windows here.
 *
 * @param points {@code [B, D]}, packed
 * @param hidden {@code [B, D]}, packed: the share of each number that is known and not given
 */
record WindowItems(WindowBatch windows, WindowSpace space, double[] points, float[] hidden) {

  static WindowItems of(WindowBatch windows, WindowSpace space) {
    int count = windows.windows();
    float[] points =
        space.pointsAreCells()
            ? windows.distances()
            : space.points(windows.cells(), windows.known(), count);
    float[] hidden = windows.known().clone();
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] -= windows.mask()[i];
    }
    return new WindowItems(windows, space, doubles(points), space.share(hidden, count));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** The share of each number that is given: {@code [B, D]}, packed. */
  float[] given() {
    return space.share(windows.mask(), count());
  }

  /** B. */
  int count() {
    return windows.windows();
  }

  /** D. */
  int numbers() {
    return space.numbers();
  }

  /** The denoiser of exactly these windows, in their order. */
  ItemNetwork seenBy(Denoiser denoiser) {
    return (noisy, condition) -> {
      Shape shape = new Shape(windows.shape());
      NDArray predicted =
          denoiser.forward(
              new DenoiserInput(
                  noisy.reshape(space.shape(count())),
                  Ops.tensor(noisy.getManager(), windows.shown(), shape.getShape()),
                  Ops.tensor(noisy.getManager(), windows.mask(), shape.getShape()),
                  context(condition)),
              Trace.NONE);
      return predicted.reshape(count(), numbers());
    };
  }

  private NDArray context(NDArray condition) {
    float[] told = condition.toFloatArray();
    float[] context = new float[count() * StepContext.FEATURES];
    for (int b = 0; b < count(); b++) {
      float[] features = StepContext.features(told[b], windows.moments().get(b));
      System.arraycopy(features, 0, context, b * features.length, features.length);
    }
    return Ops.tensor(condition.getManager(), context, count(), StepContext.FEATURES);
  }
}
