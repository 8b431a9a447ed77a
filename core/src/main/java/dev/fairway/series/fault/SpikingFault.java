package dev.fairway.series.fault;

import dev.fairway.series.TrafficWindow;
import java.util.SplittableRandom;

/**
 * Now and then the sensor reports far more or far less than it measured.
 *
 * @param share of the cells, in [0, 1]
 * @param height site deviations
 */
public record SpikingFault(SiteDeviations deviations, double share, double height)
    implements SensorFault {

  @Override
  public String name() {
    return "spiking " + height + " sd in " + share;
  }

  @Override
  public void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random) {
    for (int channel = 0; channel < window.channels(); channel++) {
      for (int step = 0; step < window.steps(); step++) {
        int cell = window.cell(channel, step, site);
        boolean spike = random.nextDouble() < share;
        double by = random.nextBoolean() ? height : -height;
        if (spike && observed[cell]) {
          values[cell] = deviations.moved(values[cell], by, channel, site);
        }
      }
    }
  }
}
