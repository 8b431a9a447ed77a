package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The learned part: predicts, as its process is parameterised, noise or data. */
public interface Denoiser {

  /**
   * Everything is computed on the manager of the input's {@code noisy}. May be called from several
   * threads.
   *
   * @param trace sees what flows on the way, and may change it
   * @return {@code [B, C, T, N]}
   */
  NDArray forward(DenoiserInput input, Trace trace);

  /** By number: the first is 1. */
  List<Tap> taps();

  /** By number; empty if it does not attend. */
  List<AttentionTap> attentionTaps();

  /**
   * @throws IllegalArgumentException if no tap has the number
   */
  default Tap tap(int number) {
    if (number < 1 || number > taps().size()) {
      throw new IllegalArgumentException("Tap " + number + " is none of 1.." + taps().size());
    }
    return taps().get(number - 1);
  }
}
