package dev.fairway.series.fault;

import dev.fairway.series.Channel;
import dev.fairway.series.TrafficSeries;
import java.util.Arrays;
import java.util.List;

/** How much each site's values usually vary: the unit in which its errors are large or small. */
public final class SiteDeviations {

  private final List<Channel> channels;
  private final double[][] deviations;

  private SiteDeviations(List<Channel> channels, double[][] deviations) {
    this.channels = channels;
    this.deviations = deviations;
  }

  /**
   * @param known what may be learned from
   */
  public static SiteDeviations fit(TrafficSeries known) {
    double[][] deviations = new double[known.channels()][known.sites()];
    for (int channel = 0; channel < known.channels(); channel++) {
      int c = channel;
      Arrays.setAll(deviations[c], site -> deviation(known, c, site));
    }
    return new SiteDeviations(known.measured().channels(), deviations);
  }

  /** Of the population, by Welford's running mean and sum of squares. */
  private static double deviation(TrafficSeries known, int channel, int site) {
    long count = 0;
    double mean = 0;
    double squares = 0;
    for (int step = 0; step < known.steps(); step++) {
      if (known.isObserved(step, site, channel)) {
        double difference = known.value(step, site, channel) - mean;
        count++;
        mean += difference / count;
        squares += difference * (known.value(step, site, channel) - mean);
      }
    }
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** In the channel's unit; 0 where nothing was observed. */
  public double of(int channel, int site) {
    return deviations[channel][site];
  }

  /** A value and so many deviations more, within the channel's bounds. */
  float moved(double value, double by, int channel, int site) {
    return channels.get(channel).nearest(value + by * of(channel, site));
  }
}
