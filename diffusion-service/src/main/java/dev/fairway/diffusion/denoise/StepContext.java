package dev.fairway.diffusion.denoise;

import dev.fairway.series.Calendar;
import java.time.Instant;

/**
 * What the whole window has in common, as numbers: how noisy it is (sinusoids of the diffusion
 * time, as in Vaswani et al. 2017 and Ho et al. 2020) and where in day and week its middle lies.
 */
public final class StepContext {

  private static final int FREQUENCIES = 16;
  private static final double LONGEST_PERIOD = 10_000;
  // Diffusion time runs 0..1; the sinusoids are made for steps 0..1000.
  private static final double TIME_SCALE = 1000;

  public static final int FEATURES = 2 * FREQUENCIES + Calendar.FEATURES;

  /** The calendar's part: sine and cosine of day and week at the window's middle. */
  public static float[] moment(Calendar calendar, Instant start, int steps) {
    return calendar.features(start.plus(calendar.interval().multipliedBy(steps / 2)), 1);
  }

  /**
   * @param time 0 (data) .. 1 (noise)
   * @param moment see {@link #moment}
   */
  public static float[] features(double time, float[] moment) {
    float[] features = new float[FEATURES];
    for (int i = 0; i < FREQUENCIES; i++) {
      double angle = TIME_SCALE * time * Math.pow(LONGEST_PERIOD, -i / (double) FREQUENCIES);
      features[i] = (float) Math.sin(angle);
      features[FREQUENCIES + i] = (float) Math.cos(angle);
    }
    System.arraycopy(moment, 0, features, 2 * FREQUENCIES, Calendar.FEATURES);
    return features;
  }

  private StepContext() {}
}
