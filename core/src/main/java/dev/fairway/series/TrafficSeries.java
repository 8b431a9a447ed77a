package dev.fairway.series;

import dev.fairway.provenance.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The measurements of a network over a stretch of time, on its grid of intervals: time x site x
 * channel, with a mark for what was observed.
 *
 * <p>A missing value is marked, never a silent zero. Not safe for several threads while it is
 * written to.
 */
public final class TrafficSeries {

  /** Ten times the largest of the usual data sets, a GiB: more comes of a time that is wrong. */
  public static final long MAXIMUM_CELLS = 1L << 28;

  /** A year of five minutes. */
  private static final long LONG = 366 * 288;

  private static final long SPARSEST = 1_000;

  private final MeasuredNetwork measured;
  private final Instant start;
  private final int steps;
  private final int sites;
  private final int channels;

  /** [T, C, N]: a snapshot is one stretch, and within it a channel is. */
  private final float[] values;

  private final BitSet observed;

  /**
   * An unobserved series.
   *
   * @param start of the first interval; on the grid of the interval since 1970-01-01T00:00Z
   * @param steps number of intervals, at least 1
   */
  public TrafficSeries(MeasuredNetwork measured, Instant start, int steps) {
    if (start.toEpochMilli() % measured.interval().toMillis() != 0) {
      throw new IllegalArgumentException(start + " is not on the grid of " + measured.interval());
    }
    this.measured = measured;
    this.start = start;
    this.steps = steps;
    this.sites = measured.network().size();
    this.channels = measured.channels().size();
    this.values = new float[cells(start, steps, channels, sites)];
    this.observed = new BitSet(values.length);
  }

  /**
   * The number of intervals from one time to another, if a series of that length is plausible: one
   * row with a wrong year must not make room for centuries.
   *
   * @param first start of the first interval
   * @param steps intervals, the last included
   * @param filled intervals of which anything is known
   * @throws IllegalArgumentException if the series were long and less than a thousandth of it
   *     filled
   */
  public static int plausibleSteps(Instant first, long steps, long filled) {
    if (steps > LONG && filled < steps / SPARSEST) {
      throw new IllegalArgumentException(
          "Of %,d intervals from %s on only %,d have anything in them; is one of the times wrong?"
              .formatted(steps, first, filled));
    }
    return Math.toIntExact(steps);
  }

  private static int cells(Instant start, int steps, int channels, int sites) {
    long cells = Math.multiplyFull(steps, channels) * sites;
    if (steps < 1 || cells > MAXIMUM_CELLS) {
      throw new IllegalArgumentException(
          "A series of %,d intervals from %s on, of %d sites and %d channels: at least 1 interval and at most %,d values; is one of its times wrong?"
              .formatted(steps, start, sites, channels, MAXIMUM_CELLS));
    }
    return (int) cells;
  }

  public MeasuredNetwork measured() {
    return measured;
  }

  public Instant start() {
    return start;
  }

  public int steps() {
    return steps;
  }

  public int sites() {
    return sites;
  }

  public int channels() {
    return channels;
  }

  /** Start of an interval. */
  public Instant time(int step) {
    return start.plus(measured.interval().multipliedBy(step));
  }

  /** Index of the interval that holds a time; may lie outside the series. */
  public int stepAt(Instant time) {
    return Math.toIntExact(
        Math.floorDiv(Duration.between(start, time).toMillis(), measured.interval().toMillis()));
  }

  public void set(int step, int site, int channel, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "A value of " + value + " is no measurement; leave it unobserved");
    }
    int cell = cell(step, site, channel);
    values[cell] = value;
    observed.set(cell);
  }

  /** Forgets a measurement. */
  public void clear(int step, int site, int channel) {
    int cell = cell(step, site, channel);
    values[cell] = 0;
    observed.clear(cell);
  }

  public boolean isObserved(int step, int site, int channel) {
    return observed.get(cell(step, site, channel));
  }

  /** Whether anything at all was observed in an interval. */
  public boolean isAnyObserved(int step) {
    int first = cell(step, 0, 0);
    int next = observed.nextSetBit(first);
    return next >= 0 && next < first + channels * sites;
  }

  /** The value, 0 where it was not observed. */
  public float value(int step, int site, int channel) {
    return values[cell(step, site, channel)];
  }

  /** Share of the cells that were observed, 0..1. */
  public double observedShare() {
    return observed.cardinality() / (double) values.length;
  }

  /** A copy of {@code length} snapshots from {@code from} on, repacked [C, T, N]. */
  public TrafficWindow window(int from, int length) {
    if (from < 0 || length < 1 || from + length > steps) {
      throw new IndexOutOfBoundsException(
          "Window of " + length + " steps from " + from + " in a series of " + steps);
    }
    float[] windowValues = new float[channels * length * sites];
    boolean[] windowObserved = new boolean[windowValues.length];
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < length; t++) {
        int source = cell(from + t, 0, c);
        int target = (c * length + t) * sites;
        System.arraycopy(values, source, windowValues, target, sites);
        for (int cell = observed.nextSetBit(source);
            cell >= 0 && cell < source + sites;
            cell = observed.nextSetBit(cell + 1)) {
          windowObserved[target + cell - source] = true;
        }
      }
    }
    return new TrafficWindow(
        time(from), measured.interval(), channels, length, sites, windowValues, windowObserved);
  }

  /** A copy of the snapshots [from, to). */
  public TrafficSeries slice(int from, int to) {
    TrafficSeries slice = new TrafficSeries(measured, time(from), to - from);
    System.arraycopy(values, cell(from, 0, 0), slice.values, 0, slice.values.length);
    slice.observed.or(observed.get(cell(from, 0, 0), cell(from, 0, 0) + slice.values.length));
    return slice;
  }

  /**
   * A copy with some of the channels.
   *
   * @param names in the order that they are to have
   * @throws IllegalArgumentException if one is not measured, or none of them is forecast
   */
  public TrafficSeries only(List<String> names) {
    int[] places = names.stream().mapToInt(measured::requireChannel).toArray();
    TrafficSeries some = new TrafficSeries(measured.only(names), start, steps);
    for (int step = 0; step < steps; step++) {
      for (int c = 0; c < places.length; c++) {
        int from = cell(step, 0, places[c]);
        int to = some.cell(step, 0, c);
        System.arraycopy(values, from, some.values, to, sites);
        for (int site = 0; site < sites; site++) {
          some.observed.set(to + site, observed.get(from + site));
        }
      }
    }
    return some;
  }

  /** SHA-256, in hexadecimal, of grid, values and marks: what a model card names as its data. */
  public String hash() {
    return new ContentHash()
        .add(measured.network().hash())
        .add(start.toString())
        .add(measured.interval().toString())
        .add(values)
        .add(observed.toByteArray())
        .hex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrafficSeries that
        && measured.equals(that.measured)
        && start.equals(that.start)
        && observed.equals(that.observed)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "TrafficSeries["
        + measured.network().id()
        + ", "
        + steps
        + " steps from "
        + start
        + ", "
        + sites
        + " sites, "
        + channels
        + " channels]";
  }

  private int cell(int step, int site, int channel) {
    if (step < 0
        || step >= steps
        || site < 0
        || site >= sites
        || channel < 0
        || channel >= channels) {
      throw new IndexOutOfBoundsException(
          "Cell (" + step + ", " + site + ", " + channel + ") of " + this);
    }
    return (step * channels + channel) * sites + site;
  }
}
