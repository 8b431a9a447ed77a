package dev.fairway.series.interval;

import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.util.Arrays;

/**
 * The vessels of one waterway cell in one interval, and what they come to.
 *
 * <p>A plain object of public arrays, because it is kept as state by a stream processor; change it
 * through its methods alone.
 */
public final class CellVessels {

  /** More than fit into any cell; positions of further ones are refused. */
  public static final int MOST = 3_600;

  /** The most that AIS can say of a vessel's speed, 102.2 knots, in m/s. */
  public static final double FASTEST = 102.2 * 1852 / 3600;

  /** Slower vessels lie still: half a knot, in m/s. */
  private static final double MOVING = 0.25;

  /** Distinct vessels. */
  public int count;

  /** Positions that went in. */
  public int fixes;

  /** Positions that said again what was known, and were left out. */
  public int duplicates;

  /** [vessel]. */
  public String[] vessels = {};

  /** [vessel]: it came in during the interval. */
  public boolean[] entered = {};

  /** [vessel]: sum of its speeds while it moved, m/s. */
  public double[] speedSum = {};

  /** [vessel]: number of those. */
  public int[] speedCount = {};

  /**
   * Takes an accepted position in.
   *
   * @param cameIn the vessel has just come in from elsewhere
   * @param speed over ground, m/s; NaN: not available
   * @return false if there are {@link #MOST} others already: it does not count
   */
  public boolean add(String id, boolean cameIn, double speed) {
    int vessel = indexOf(id);
    if (vessel == MOST) {
      return false;
    }
    fixes++;
    entered[vessel] |= cameIn;
    if (speed >= MOVING) {
      speedSum[vessel] += speed;
      speedCount[vessel]++;
    }
    return true;
  }

  /** Counts a position of which nothing is told but that there was one: outside of all cells. */
  public void addUnplaced() {
    fixes++;
  }

  /** Counts a position that says again what its vessel's last one said. */
  public void addRepeated() {
    duplicates++;
  }

  /**
   * One value for each channel of a waterway, NaN where there is none: flow is the number of
   * distinct vessels that came in, per hour; density the number of distinct vessels seen; speed the
   * mean of those that moved. Without any vessel that is what a cell has that is watched and empty:
   * a flow and a density of 0, and no speed.
   */
  public double[] aggregate(MeasuredNetwork measured) {
    double[] values = new double[measured.channels().size()];
    Arrays.fill(values, Double.NaN);
    double perHour = Duration.ofHours(1).toMillis() / (double) measured.interval().toMillis();
    set(measured, values, Channel.FLOW, entries() * perHour);
    set(measured, values, Channel.DENSITY, count);
    set(measured, values, Channel.SPEED, meanSpeed());
    return values;
  }

  private static void set(MeasuredNetwork measured, double[] values, String name, double value) {
    measured
        .channelIndex(name)
        .ifPresent(
            c -> {
              if (measured.channels().get(c).accepts(value)) {
                values[c] = value;
              }
            });
  }

  private int entries() {
    int entries = 0;
    for (int i = 0; i < count; i++) {
      entries += entered[i] ? 1 : 0;
    }
    return entries;
  }

  /** Mean over the moving vessels of their mean speeds, m/s; NaN if none moved. */
  private double meanSpeed() {
    double[] means = new double[count];
    int moving = 0;
    for (int i = 0; i < count; i++) {
      if (speedCount[i] > 0) {
        means[moving] = speedSum[i] / speedCount[i];
        moving++;
      }
    }
    // Vessels of several partitions come in any order, and a sum depends on it: a replay must not.
    Arrays.sort(means, 0, moving);
    return moving == 0 ? Double.NaN : Arrays.stream(means, 0, moving).sum() / moving;
  }

  /** Its place; {@link #MOST} if it is new and there is none left. */
  private int indexOf(String vessel) {
    for (int i = 0; i < count; i++) {
      if (vessels[i].equals(vessel)) {
        return i;
      }
    }
    if (count == MOST) {
      return MOST;
    }
    if (count == vessels.length) {
      int length = Math.max(4, 2 * count);
      int from = vessels.length;
      vessels = Arrays.copyOf(vessels, length);
      Arrays.fill(vessels, from, length, "");
      entered = Arrays.copyOf(entered, length);
      speedSum = Arrays.copyOf(speedSum, length);
      speedCount = Arrays.copyOf(speedCount, length);
    }
    vessels[count] = vessel;
    return count++;
  }
}
