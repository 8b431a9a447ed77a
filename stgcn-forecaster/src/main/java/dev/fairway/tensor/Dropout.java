package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/** Dropout whose chance is passed in: the same seed drops the same entries. */
public final class Dropout {

  private final double rate;

  /**
   * @param rate share of the entries set to 0, in [0, 1)
   */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("Dropout rate " + rate + " is not in [0, 1)");
    }
    this.rate = rate;
  }

  /** For training: drops, and scales what is left so that its expectation stays. */
  public Layer training(SplittableRandom random) {
    if (rate == 0) {
      return x -> x;
    }
    return x -> {
      float kept = (float) (1 / (1 - rate));
      float[] mask = new float[Math.toIntExact(x.size())];
      // 16 random bits for each entry: four of them from one draw.
      int dropped = (int) Math.round(rate * (1 << 16));
      long bits = 0;
      for (int i = 0; i < mask.length; i++) {
        bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16;
        mask[i] = (bits & 0xFFFF) < dropped ? 0 : kept;
      }
      NDArray factors = Ops.tensor(x.getManager(), mask, x.getShape().getShape());
      return x.mul(factors);
    };
  }
}
