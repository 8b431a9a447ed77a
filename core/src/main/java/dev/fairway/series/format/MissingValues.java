package dev.fairway.series.format;

import java.util.Set;

/**
 * How a file says that there is no reading. A row that is absent always means just that.
 *
 * @param empty whether an empty cell says so; else it is malformed
 * @param nan whether "NaN" says so; else it is malformed
 * @param values numbers that say so, in the source's unit: 0 in METR-LA
 */
public record MissingValues(boolean empty, boolean nan, Set<Double> values) {

  public MissingValues {
    values = Set.copyOf(values);
  }

  /** Whether a number stands for "no reading". */
  public boolean matches(double value) {
    // A set of Double tells -0.0 from 0.0; a file that writes either means zero.
    return Double.isNaN(value) ? nan : values.contains(value == 0 ? 0.0 : value);
  }
}
