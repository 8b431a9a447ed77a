package dev.fairway.series.fault;

import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The sensor reports what is plausible and wrong: what another site measures, or what it measured
 * itself on another day at the same time of day. Either is as likely; holes come along.
 *
 * @param history whole days of the same network, to replay
 */
public record SpoofedFault(TrafficSeries history) implements SensorFault {

  @Override
  public String name() {
    return "spoofed";
  }

  @Override
  public void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random) {
    if (random.nextBoolean() && window.sites() > 1) {
      int other = (site + 1 + random.nextInt(window.sites() - 1)) % window.sites();
      report(window, window, other, site, values, observed);
    } else {
      report(window, replayed(window, random), site, site, values, observed);
    }
  }

  private static void report(
      TrafficWindow window,
      TrafficWindow source,
      int from,
      int site,
      float[] values,
      boolean[] observed) {
    for (int channel = 0; channel < window.channels(); channel++) {
      for (int step = 0; step < window.steps(); step++) {
        int cell = window.cell(channel, step, site);
        values[cell] = source.values()[window.cell(channel, step, from)];
        observed[cell] = source.observed()[window.cell(channel, step, from)];
      }
    }
  }

  private TrafficWindow replayed(TrafficWindow window, SplittableRandom random) {
    int perDay = history.measured().intervalsPerDay();
    long ahead = Duration.between(history.start(), window.start()).dividedBy(window.interval());
    int first = (int) Math.floorMod(ahead, (long) perDay);
    int days = (history.steps() - window.steps() - first) / perDay + 1;
    long own = Math.floorDiv(ahead, (long) perDay);
    boolean inHistory = own >= 0 && own < days;
    int choices = inHistory ? days - 1 : days;
    if (history.steps() < window.steps() + first || choices < 1) {
      throw new IllegalArgumentException(
          "There is no other day in " + history + " to replay at " + window.start());
    }
    int day = random.nextInt(choices);
    return history.window(
        (inHistory && day >= own ? day + 1 : day) * perDay + first, window.steps());
  }
}
