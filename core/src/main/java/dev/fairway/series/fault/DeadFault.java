package dev.fairway.series.fault;

import dev.fairway.series.Channel;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.SplittableRandom;

/** The sensor reports 0 all the time, or of what cannot be 0 the bound nearest to it. */
public record DeadFault(List<Channel> channels) implements SensorFault {

  public DeadFault {
    channels = List.copyOf(channels);
  }

  @Override
  public String name() {
    return "dead";
  }

  @Override
  public void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random) {
    for (int channel = 0; channel < window.channels(); channel++) {
      for (int step = 0; step < window.steps(); step++) {
        int cell = window.cell(channel, step, site);
        values[cell] = channels.get(channel).nearest(0);
        observed[cell] = true;
      }
    }
  }
}
