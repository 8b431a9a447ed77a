package dev.fairway.diffusion.service;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.Refusal;

/**
 * How much one request may ask for.
 *
 * @param cells channels x steps x sites x samples
 * @param samples of one request
 * @param evaluations of the denoiser in one request
 */
public record ServiceLimits(long cells, int samples, int evaluations) {

  public static final ServiceLimits DEFAULT = new ServiceLimits(4_000_000, 64, 1000);

  // A cell of a window is a 32-bit float and a mark.
  private static final long BYTES_PER_CELL = Float.BYTES + 1;
  private static final long BYTES_BESIDE = 1 << 20;

  public ServiceLimits {
    if (cells < 1 || samples < 1 || evaluations < 1) {
      throw new IllegalArgumentException(
          "Limits of %d cells, %d samples and %d evaluations; at least 1 each"
              .formatted(cells, samples, evaluations));
    }
  }

  void require(long windowCells, int askedSamples, int askedEvaluations) {
    require("samples", askedSamples, samples);
    require("evaluations", askedEvaluations, evaluations);
    requireCells(windowCells * askedSamples);
  }

  void requireCells(long asked) {
    require("channels x steps x sites x samples", asked, cells);
  }

  /** A message that holds the largest window. */
  int messageBytes() {
    return (int) Math.min(Integer.MAX_VALUE, BYTES_PER_CELL * cells + BYTES_BESIDE);
  }

  private static void require(String what, long asked, long limit) {
    if (asked < 1 || asked > limit) {
      throw Refusals.because(
          Refusal.OVER_LIMIT, what + ": " + asked + " asked for, possible are 1 to " + limit);
    }
  }
}
