package dev.fairway.forecast;

import dev.fairway.series.TrafficWindow;
import dev.fairway.series.fault.SensorFault;
import dev.fairway.series.fault.SiteShare;
import java.util.SplittableRandom;

/** What a forecaster is shown instead of what was measured. */
@FunctionalInterface
public interface Disturbance {

  /**
   * @param example is not changed
   * @param chance the only source of randomness
   */
  ForecastInput of(Example example, SplittableRandom chance);

  /** What was measured. */
  static Disturbance none() {
    return (example, chance) -> example.input();
  }

  /** Some sensors are faulty; holes are filled from what they say, as when serving. */
  static Disturbance fault(SensorFault fault, SiteShare sites, HoleFiller filler) {
    return (example, chance) -> {
      TrafficWindow faulty = fault.of(example.input().observed(), sites, chance);
      return new ForecastInput(faulty, filler.fill(faulty), example.input().representation());
    };
  }
}
