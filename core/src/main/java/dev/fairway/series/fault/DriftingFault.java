package dev.fairway.series.fault;

import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A ramp is added to what the sensor measures, upwards or downwards, from 0 at the window's first
 * interval.
 *
 * @param perHour site deviations
 */
public record DriftingFault(SiteDeviations deviations, double perHour) implements SensorFault {

  @Override
  public String name() {
    return "drifting " + perHour + " sd/h";
  }

  @Override
  public void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random) {
    double direction = random.nextBoolean() ? 1 : -1;
    double hours = window.interval().toMillis() / (double) Duration.ofHours(1).toMillis();
    for (int channel = 0; channel < window.channels(); channel++) {
      for (int step = 0; step < window.steps(); step++) {
        int cell = window.cell(channel, step, site);
        if (observed[cell]) {
          double ramp = direction * perHour * hours * step;
          values[cell] = deviations.moved(values[cell], ramp, channel, site);
        }
      }
    }
  }
}
