package dev.fairway.benchmarks.transfer;

import dev.fairway.series.TrafficSeries;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How many of a network's readings arrive. Each site, on its own, is now heard and now silent for
 * hours, a chain of two states (Gilbert, "Capacity of a burst-noise channel", 1960); of one that is
 * heard single readings are missing too. Both kinds of gaps take as much: a site is heard for
 * {@code sqrt(share)} of the time, and {@code sqrt(share)} of its readings arrive then.
 *
 * @param share of the readings, in (0, 1]
 */
public record Arrivals(double share) {

  /** Nothing is lost. */
  public static final Arrivals ALL = new Arrivals(1);

  /** How long a site is silent, on average. */
  private static final Duration SILENCE = Duration.ofHours(4);

  public Arrivals {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share of %s is not in (0, 1]".formatted(share));
    }
  }

  /** As it is typed: a share. */
  public static Arrivals parse(String text) {
    return new Arrivals(Double.parseDouble(text));
  }

  /**
   * What arrives of a series; all channels of a site's interval or none.
   *
   * @param measured is not changed
   * @param seed of which readings arrive
   */
  TrafficSeries of(TrafficSeries measured, long seed) {
    if (share == 1) {
      return measured;
    }
    TrafficSeries arrived = measured.slice(0, measured.steps());
    double heard = Math.sqrt(share);
    double ends = measured.measured().interval().toSeconds() / (double) SILENCE.toSeconds();
    double begins = ends * (1 - heard) / heard;
    SplittableRandom sites = new SplittableRandom(seed);
    for (int site = 0; site < measured.sites(); site++) {
      SplittableRandom random = sites.split();
      boolean isHeard = random.nextDouble() < heard;
      for (int step = 0; step < measured.steps(); step++) {
        if (!isHeard || random.nextDouble() >= heard) {
          clear(arrived, step, site);
        }
        isHeard = isHeard ? random.nextDouble() >= begins : random.nextDouble() < ends;
      }
    }
    return arrived;
  }

  private static void clear(TrafficSeries series, int step, int site) {
    for (int channel = 0; channel < series.channels(); channel++) {
      series.clear(step, site, channel);
    }
  }

  @Override
  public String toString() {
    String percent =
        BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    return percent + " % of the readings";
  }
}
