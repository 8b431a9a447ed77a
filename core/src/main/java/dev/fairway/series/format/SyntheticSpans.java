package dev.fairway.series.format;

import dev.fairway.series.TrafficWindow;
import dev.fairway.table.CsvRow;
import dev.fairway.table.CsvTable;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stretches of a data set's time that a model filled and nobody measured. Each is one window;
 * between two of them lies at least one interval, and nothing that is read crosses an edge.
 *
 * <p>They lie in a CSV file with the header {@code from,until} and ISO instants in its rows, which
 * a fact sheet names as {@code synthetic}.
 */
public final class SyntheticSpans {

  private static final String FROM = "from";
  private static final String UNTIL = "until";

  /** The time [from, until), at least an interval. */
  public record Span(Instant from, Instant until) {

    public Span {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("it ends at " + until + ", and begins at " + from);
      }
    }

    /** How many intervals it has. */
    public int steps(Duration interval) {
      return Math.toIntExact(Duration.between(from, until).dividedBy(interval));
    }
  }

  private final NavigableMap<Instant, Span> byStart = new TreeMap<>();

  private SyntheticSpans() {}

  /** Of a data set in which all was measured. */
  public static SyntheticSpans none() {
    return new SyntheticSpans();
  }

  /**
   * Those that a data set's fact sheet names.
   *
   * @throws IOException if the file cannot be read, or is none
   */
  public static SyntheticSpans of(DataFolder data) throws IOException {
    Optional<String> file = data.sheet().synthetic();
    return file.isPresent()
        ? read(data.resolve(file.get()), data.sheet().time().interval())
        : none();
  }

  /**
   * @throws IllegalArgumentException if two windows overlap or touch
   */
  public static SyntheticSpans of(List<TrafficWindow> windows) {
    SyntheticSpans spans = new SyntheticSpans();
    windows.forEach(window -> spans.add(new Span(window.start(), window.end())));
    return spans;
  }

  /**
   * @param interval on whose grid they must lie
   * @throws TableException if a row is no span, or two overlap or touch; names file and line
   */
  public static SyntheticSpans read(Path file, Duration interval) throws IOException {
    SyntheticSpans spans = new SyntheticSpans();
    try (CsvTable table = CsvTable.open(file, true)) {
      int from = table.column(FROM);
      int until = table.column(UNTIL);
      for (Optional<CsvRow> row = table.next(); row.isPresent(); row = table.next()) {
        try {
          spans.add(
              new Span(
                  onGrid(row.get().text(from), interval), onGrid(row.get().text(until), interval)));
        } catch (IllegalArgumentException e) {
          throw new TableException(file, row.get().line(), e.getMessage());
        }
      }
    }
    return spans;
  }

  private static Instant onGrid(String text, Duration interval) {
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time such as 2012-05-01T00:00Z", e);
    }
    if (time.toEpochMilli() % interval.toMillis() != 0) {
      throw new IllegalArgumentException(text + " is not on the grid of " + interval);
    }
    return time;
  }

  private void add(Span span) {
    Map.Entry<Instant, Span> before = byStart.floorEntry(span.until());
    if (before != null && !before.getValue().until().isBefore(span.from())) {
      throw new IllegalArgumentException(span + " and " + before.getValue() + " are not apart");
    }
    byStart.put(span.from(), span);
  }

  /** In time order. */
  public List<Span> spans() {
    return List.copyOf(byStart.values());
  }

  /** The span that holds a time. */
  public Optional<Span> at(Instant time) {
    return Optional.ofNullable(byStart.floorEntry(time))
        .map(Map.Entry::getValue)
        .filter(span -> time.isBefore(span.until()));
  }

  /** What {@link #read} reads. */
  public String csv() {
    StringBuilder csv = new StringBuilder(FROM + "," + UNTIL + "\n");
    byStart
        .values()
        .forEach(span -> csv.append(span.from()).append(',').append(span.until()).append('\n'));
    return csv.toString();
  }
}
