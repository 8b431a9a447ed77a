package dev.fairway.diffusion.denoise;

import dev.fairway.series.Calendar;
import java.time.Instant;
import java.util.Arrays;

/**
 * What the whole window has in common, as numbers: how noisy it is (sinusoids of the diffusion
 * time, as in Vaswani et al. 2017 and Ho et al. 2020) and where in day and week its middle lies.
 */
public final class StepContext {

  // Diffusion time runs 0..1; the sinusoids are made for steps 0..1000.
  private static final double TIME_SCALE = 1000;

  /** The first features, of the diffusion time; the calendar's follow. */
  static final int STEP_FEATURES = 32;

  public static final int FEATURES = STEP_FEATURES + Calendar.FEATURES;

  /** The calendar's part: sine and cosine of day and week at the window's middle. */
  public static float[] moment(Calendar calendar, Instant start, int steps) {
    return calendar.features(start.plus(calendar.interval().multipliedBy(steps / 2)), 1);
  }

  /**
   * @param time 0 (data) .. 1 (noise)
   * @param moment see {@link #moment}; zeros if the calendar is not told
   */
  public static float[] features(double time, float[] moment) {
    float[] features = new float[FEATURES];
    System.arraycopy(Sinusoids.of(TIME_SCALE * time, STEP_FEATURES), 0, features, 0, STEP_FEATURES);
    System.arraycopy(moment, 0, features, STEP_FEATURES, Calendar.FEATURES);
    return features;
  }

  /** 1 for what is said of the step, 0 for what is said of the calendar. */
  static float[] stepMarks() {
    float[] marks = new float[FEATURES];
    Arrays.fill(marks, 0, STEP_FEATURES, 1);
    return marks;
  }

  private StepContext() {}
}
