package dev.fairway.series.interval;

import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of one site in one interval, and what they come to.
 *
 * <p>A plain object of public arrays, because it is kept as state by a stream processor; change it
 * through {@link #add} alone.
 */
public final class SiteReadings {

  /** One a second for an hour; what a site says beyond is refused. */
  public static final int MOST = 3_600;

  /** What became of a reading. */
  public enum Taken {
    NEW,
    /** The same time and values are there already: it counts once. */
    REPEATED,
    /**
     * Of the time of another, with another value of the same channel. Nobody can tell which is
     * right: both count, as two readings of different times would.
     */
    CONTRADICTING,
    /** There are {@link #MOST} already: it does not count. */
    TOO_MANY
  }

  /** Distinct readings. */
  public int count;

  /** Copies of readings that are there already. */
  public int duplicates;

  /** [reading]; Unix ms. */
  public long[] times = {};

  /** [reading, channel], packed; NaN: not measured. */
  public double[] values = {};

  /** Takes a reading in. */
  public Taken add(long time, double[] reading) {
    int width = reading.length;
    Taken taken = Taken.NEW;
    for (int i = 0; i < count; i++) {
      if (times[i] != time) {
        continue;
      }
      if (Arrays.equals(values, i * width, (i + 1) * width, reading, 0, width)) {
        duplicates++;
        return Taken.REPEATED;
      }
      if (contradicts(i * width, reading)) {
        taken = Taken.CONTRADICTING;
      }
    }
    if (count == MOST) {
      return Taken.TOO_MANY;
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, Math.max(4, 2 * count));
      values = Arrays.copyOf(values, times.length * width);
    }
    times[count] = time;
    System.arraycopy(reading, 0, values, count * width, width);
    count++;
    return taken;
  }

  private boolean contradicts(int offset, double[] reading) {
    for (int c = 0; c < reading.length; c++) {
      double known = values[offset + c];
      if (!Double.isNaN(known) && !Double.isNaN(reading[c]) && known != reading[c]) {
        return true;
      }
    }
    return false;
  }

  /**
   * One value for each channel; NaN where there was no reading. A MEAN channel is weighted by the
   * flow of the same reading, unless one of them has none.
   */
  public double[] aggregate(List<Channel> channels) {
    int width = channels.size();
    int flow = -1;
    for (int c = 0; c < width; c++) {
      if (channels.get(c).name().equals(Channel.FLOW)) {
        flow = c;
      }
    }
    double[] result = new double[width];
    for (int c = 0; c < width; c++) {
      int weights = channels.get(c).aggregation() == Aggregation.MEAN && c != flow ? flow : -1;
      result[c] = mean(c, weights, width);
    }
    return result;
  }

  private double mean(int channel, int weights, int width) {
    double sum = 0;
    double weightedSum = 0;
    double weight = 0;
    int measured = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i * width + channel];
      if (Double.isNaN(value)) {
        continue;
      }
      double w = weights < 0 ? Double.NaN : values[i * width + weights];
      measured++;
      sum += value;
      weight += w;
      weightedSum += w * value;
    }
    if (measured == 0) {
      return Double.NaN;
    }
    return weight > 0 ? weightedSum / weight : sum / measured;
  }
}
