package dev.fairway.stream.flink;

import java.util.Arrays;

/** The vessels of one waterway cell in an interval that is still open. */
public final class PendingVessels {

  /** Slower vessels lie still: half a knot, in m/s. */
  static final double MOVING = 0.25;

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

  void add(VesselFix fix) {
    if (fix.repeated) {
      duplicates++;
      return;
    }
    int vessel = indexOf(fix.vessel);
    fixes++;
    entered[vessel] |= fix.entered;
    if (fix.speed >= MOVING) {
      speedSum[vessel] += fix.speed;
      speedCount[vessel]++;
    }
  }

  int entries() {
    int entries = 0;
    for (int i = 0; i < count; i++) {
      entries += entered[i] ? 1 : 0;
    }
    return entries;
  }

  /** Mean over the moving vessels of their mean speeds, m/s; NaN if none moved. */
  double meanSpeed() {
    double sum = 0;
    int moving = 0;
    for (int i = 0; i < count; i++) {
      if (speedCount[i] > 0) {
        sum += speedSum[i] / speedCount[i];
        moving++;
      }
    }
    return moving == 0 ? Double.NaN : sum / moving;
  }

  private int indexOf(String vessel) {
    for (int i = 0; i < count; i++) {
      if (vessels[i].equals(vessel)) {
        return i;
      }
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
