package dev.fairway.diffusion.condition;

import dev.fairway.series.Calendar;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is known of a window beside its cells.
 *
 * @param moment {@code [Calendar.FEATURES]}: where its middle lies on the circles of day and week;
 *     the origin, which lies on neither, where that is not told
 * @param events in no order
 */
public record Condition(float[] moment, List<Event> events) {

  public Condition {
    if (moment.length != Calendar.FEATURES) {
      throw new IllegalArgumentException(
          moment.length + " numbers for the moment, not " + Calendar.FEATURES);
    }
    events = List.copyOf(events);
  }

  /** The null condition: nothing is told. */
  public static Condition none() {
    return new Condition(new float[Calendar.FEATURES], List.of());
  }

  /**
   * For training: now and then the null condition in place of this one, so that the denoiser learns
   * to do without (Ho and Salimans, classifier-free guidance, 2022).
   *
   * @param share how often, in [0, 1]
   */
  public Condition orNone(double share, RandomGenerator random) {
    return random.nextDouble() < share ? none() : this;
  }
}
