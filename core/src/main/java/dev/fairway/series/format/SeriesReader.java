package dev.fairway.series.format;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a matrix data set as a series on its grid of intervals, whole, into memory. */
public final class SeriesReader {

  private static final int KEPT_REFUSALS = 1000;

  /**
   * A series and what was left out of it.
   *
   * @param refusals how many cells or rows
   * @param firstRefused the first thousand of them
   */
  public record Result(TrafficSeries series, long refusals, List<RefusedCell> firstRefused) {
    public Result {
      firstRefused = List.copyOf(firstRefused);
    }
  }

  /**
   * What was measured of it; what a model made is left out. Intervals without a row are unobserved.
   * Of several rows in one interval, which a change of the clocks makes, the last that has a
   * reading holds.
   *
   * @throws IllegalArgumentException if the data set is no matrix, or has no row with a time
   */
  public static Result read(DataFolder data, TrafficNetwork network) throws IOException {
    SyntheticSpans synthetic = SyntheticSpans.of(data);
    List<MatrixRow> rows = new ArrayList<>();
    List<RefusedCell> firstRefused = new ArrayList<>();
    long refusals = 0;
    try (MatrixRows matrix = MatrixRows.open(data, network)) {
      for (Optional<MatrixRow> row = matrix.next(); row.isPresent(); row = matrix.next()) {
        refusals += row.get().refused().size();
        row.get().refused().stream()
            .limit(Math.max(0, KEPT_REFUSALS - firstRefused.size()))
            .forEach(firstRefused::add);
        if (row.get().time().filter(time -> synthetic.at(time).isEmpty()).isPresent()) {
          rows.add(row.get());
        }
      }
    }
    return new Result(series(data.sheet(), network, rows), refusals, firstRefused);
  }

  private static TrafficSeries series(
      FactSheet sheet, TrafficNetwork network, List<MatrixRow> rows) {
    Instant first = times(rows).min(Comparator.naturalOrder()).orElse(null);
    Instant last = times(rows).max(Comparator.naturalOrder()).orElse(null);
    if (first == null || last == null) {
      throw new IllegalArgumentException("Data set " + sheet.id() + " has no row with a time");
    }
    long millis = sheet.time().interval().toMillis();
    long start = Math.floorDiv(first.toEpochMilli(), millis);
    int steps =
        TrafficSeries.plausibleSteps(
            first, Math.floorDiv(last.toEpochMilli(), millis) - start + 1, rows.size());
    TrafficSeries series =
        new TrafficSeries(sheet.measured(network), Instant.ofEpochMilli(start * millis), steps);
    for (MatrixRow row : rows) {
      int step = series.stepAt(row.time().orElseThrow());
      for (int c = 0; c < series.channels(); c++) {
        for (int n = 0; n < series.sites(); n++) {
          float value = row.values()[c * series.sites() + n];
          if (!Float.isNaN(value)) {
            series.set(step, n, c, value);
          }
        }
      }
    }
    return series;
  }

  private static Stream<Instant> times(List<MatrixRow> rows) {
    return rows.stream().map(row -> row.time().orElseThrow());
  }

  private SeriesReader() {}
}
