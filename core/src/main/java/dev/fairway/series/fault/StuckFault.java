package dev.fairway.series.fault;

import dev.fairway.series.TrafficWindow;
import java.util.SplittableRandom;

/** From some moment in the window on, the sensor repeats what it measured then. */
public record StuckFault() implements SensorFault {

  @Override
  public String name() {
    return "stuck";
  }

  @Override
  public void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random) {
    int onset = random.nextInt(window.steps());
    for (int channel = 0; channel < window.channels(); channel++) {
      int first = onset;
      while (first < window.steps() && !observed[window.cell(channel, first, site)]) {
        first++;
      }
      for (int step = first; step < window.steps(); step++) {
        int cell = window.cell(channel, step, site);
        values[cell] = observed[cell] ? values[window.cell(channel, first, site)] : values[cell];
      }
    }
  }
}
