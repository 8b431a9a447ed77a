package dev.fairway.cli.audit;

import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.series.MeasuredNetwork;
import java.util.HashMap;
import java.util.Map;

/**
 * What the readings of a site in an interval came to: their number, and their values, which serve
 * as a checksum.
 *
 * @param values by channel; a channel without a value is absent
 */
record Gathered(int readings, int duplicates, Map<String, Double> values) {

  /** Vessels of a cell come from several partitions in any order, and so are their speeds added. */
  private static final double ROUNDING = 1e-9;

  Gathered {
    values = Map.copyOf(values);
  }

  /**
   * @param values by channel, NaN where there is none
   */
  static Gathered of(int readings, int duplicates, MeasuredNetwork measured, double[] values) {
    Map<String, Double> named = new HashMap<>();
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        named.put(measured.channels().get(c).name(), values[c]);
      }
    }
    return new Gathered(readings, duplicates, named);
  }

  static Gathered of(SiteInterval interval) {
    return new Gathered(interval.getReadings(), interval.getDuplicates(), interval.getValuesMap());
  }

  static Gathered of(OutsideInterval interval) {
    return new Gathered(interval.getReadings(), interval.getDuplicates(), Map.of());
  }

  int taken() {
    return readings + duplicates;
  }

  boolean agrees(Gathered other) {
    return readings == other.readings
        && duplicates == other.duplicates
        && values.keySet().equals(other.values.keySet())
        && values.entrySet().stream()
            .allMatch(e -> isSame(e.getValue(), other.values.get(e.getKey())));
  }

  private static boolean isSame(double one, double other) {
    return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
  }
}
