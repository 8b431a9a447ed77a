package dev.fairway.series.format;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A whole data set as one array.
 *
 * @param values {@code [T, N, C]}, packed, in the source's units
 * @param siteIds by column; empty: the columns are in node order
 * @param stamps by row; empty: rows follow one another from the fact sheet's start on
 */
record SourceArray(
    Path file,
    int steps,
    int sites,
    int channels,
    double[] values,
    List<String> siteIds,
    List<LocalDateTime> stamps) {

  double value(int step, int site, int channel) {
    return values[(step * sites + site) * channels + channel];
  }
}
