package dev.fairway.diffusion.condition;

/**
 * What a denoiser is told beside the cells, the step and the clock.
 *
 * @param prior whether given values, interpolated along time, stand beside the cells (Liu et al.,
 *     PriSTI, 2023)
 * @param eventKinds how many kinds of {@link Event} it knows; 0 if it is told of none
 */
public record Conditioning(boolean prior, int eventKinds) {

  /** Cells, step and clock are all. */
  public static final Conditioning PLAIN = new Conditioning(false, 0);

  public Conditioning {
    if (eventKinds < 0) {
      throw new IllegalArgumentException(eventKinds + " kinds of events");
    }
  }
}
