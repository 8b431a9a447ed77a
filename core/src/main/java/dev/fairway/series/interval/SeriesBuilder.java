package dev.fairway.series.interval;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * A series of which nobody knows beforehand when it begins and ends: rows of sites go in, in any
 * order, and make a series from the first interval to the last.
 */
public final class SeriesBuilder {

  private final MeasuredNetwork measured;
  private final int sites;

  /** By number of the interval since 1970: [C, N], NaN where not observed. */
  private final TreeMap<Long, float[]> snapshots = new TreeMap<>();

  public SeriesBuilder(MeasuredNetwork measured) {
    this.measured = measured;
    this.sites = measured.network().size();
  }

  /**
   * @param time within the interval
   * @param values one for each channel, NaN where there is none; the other channels of an earlier
   *     row stay
   */
  public void put(Instant time, int site, double[] values) {
    long interval = Math.floorDiv(time.toEpochMilli(), measured.interval().toMillis());
    float[] snapshot = snapshots.computeIfAbsent(interval, i -> unobserved());
    for (int channel = 0; channel < values.length; channel++) {
      if (!Double.isNaN(values[channel])) {
        snapshot[channel * sites + site] = (float) values[channel];
      }
    }
  }

  /**
   * @throws IllegalStateException if nothing was put in
   */
  public TrafficSeries build() {
    if (snapshots.isEmpty()) {
      throw new IllegalStateException("Nothing was measured of network " + measured.network().id());
    }
    long first = snapshots.firstKey();
    Instant start = Instant.ofEpochMilli(first * measured.interval().toMillis());
    return build(
        start,
        TrafficSeries.plausibleSteps(start, snapshots.lastKey() - first + 1, snapshots.size()));
  }

  /**
   * A stretch of time, whether or not anything was measured in all of it.
   *
   * @param start of the first interval
   * @throws IndexOutOfBoundsException if something was put in that lies outside
   */
  public TrafficSeries build(Instant start, int steps) {
    TrafficSeries series = new TrafficSeries(measured, start, steps);
    long first = start.toEpochMilli() / measured.interval().toMillis();
    snapshots.forEach(
        (interval, snapshot) -> {
          for (int cell = 0; cell < snapshot.length; cell++) {
            if (!Float.isNaN(snapshot[cell])) {
              series.set((int) (interval - first), cell % sites, cell / sites, snapshot[cell]);
            }
          }
        });
    return series;
  }

  private float[] unobserved() {
    float[] snapshot = new float[measured.channels().size() * sites];
    Arrays.fill(snapshot, Float.NaN);
    return snapshot;
  }
}
