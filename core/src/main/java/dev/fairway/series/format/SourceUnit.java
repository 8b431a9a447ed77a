package dev.fairway.series.format;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A unit that data sets use, and what Fairway stores instead. */
public enum SourceUnit {
  METRES_PER_SECOND("m/s", 1, "m/s"),
  KILOMETRES_PER_HOUR("km/h", 1 / 3.6, "m/s"),
  MILES_PER_HOUR("mph", 0.44704, "m/s"),
  KNOTS("knots", 1852.0 / 3600, "m/s"),
  VEHICLES_PER_HOUR("veh/h", 1, "veh/h"),
  VEHICLES_PER_5_MINUTES("veh/5min", 12, "veh/h"),
  VEHICLES_PER_15_MINUTES("veh/15min", 4, "veh/h"),
  VESSELS_PER_HOUR("vessels/h", 1, "vessels/h"),
  VESSELS("vessels", 1, "vessels"),
  SHARE("share", 1, "share"),
  PERCENT("%", 0.01, "share");

  private final String symbol;
  private final double factor;
  private final String si;

  SourceUnit(String symbol, double factor, String si) {
    this.symbol = symbol;
    this.factor = factor;
    this.si = si;
  }

  /**
   * @throws IllegalArgumentException if it is none of them
   */
  public static SourceUnit of(String symbol) {
    return Arrays.stream(values())
        .filter(unit -> unit.symbol.equals(symbol))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(SourceUnit::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** What Fairway stores: m/s, veh/h, vessels/h, vessels or share. */
  public String si() {
    return si;
  }

  public double toSi(double value) {
    return value * factor;
  }

  @Override
  public String toString() {
    return symbol;
  }
}
