package dev.fairway.series.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the readings are.
 *
 * @param files paths or globs, relative to the data set's folder
 * @param header whether a wide CSV file starts with a line of site ids
 * @param timeColumn index of a wide CSV file's column of time stamps; empty: rows follow one
 *     another from the start of the time section on
 * @param key name of the array in an npz file or of the group in an HDF5 file; empty: "data", "df"
 */
public record SourceSheet(
    SourceFormat format,
    List<String> files,
    boolean header,
    OptionalInt timeColumn,
    Optional<String> key) {

  public SourceSheet {
    files = List.copyOf(files);
  }
}
