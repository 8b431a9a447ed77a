package dev.fairway.diffusion.denoise;

import java.util.Arrays;

/**
 * The places at which the denoiser's activations can be read: the output of each of its blocks, as
 * {@code [B, width, T', N]}. Numbers stay what they are, since model cards and requests hold them;
 * 0 is none of them.
 */
public enum Tap {
  /** First block, every interval: T' = T. */
  ENCODER_FINE(1),
  /** T' = T / 2. */
  ENCODER_COARSE(2),
  /** The narrowest place: T' = T / 4. */
  MIDDLE(3),
  /** After the middle, joined with what the encoder saw at T' = T / 2. */
  DECODER_COARSE(4),
  /** Last block, joined with what the encoder saw at T' = T. */
  DECODER_FINE(5);

  private final int number;

  Tap(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /**
   * @throws IllegalArgumentException if no tap has the number
   */
  public static Tap of(int number) {
    return Arrays.stream(values())
        .filter(tap -> tap.number == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Tap " + number + " is none of 1.." + values().length));
  }
}
