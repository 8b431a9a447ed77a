package dev.fairway.series.format;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of a matrix data set: one time, all sites.
 *
 * @param source the file
 * @param line of it, or row of its array, from 1
 * @param time as the row's stamp has it; empty if it could not be told, and then every value is NaN
 * @param values {@code [C, N]}, packed, in SI units; NaN: no reading
 * @param refused what had to be left out
 */
public record MatrixRow(
    String source, long line, Optional<Instant> time, float[] values, List<RefusedCell> refused) {

  public MatrixRow {
    refused = List.copyOf(refused);
  }
}
