package dev.fairway.benchmarks;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A data set of detector readings as a series on its grid. */
final class DataSetSeries {

  private interface SourceOpener {
    Source open() throws IOException;
  }

  /**
   * Of several readings of a site in one interval the last holds.
   *
   * @throws IOException if the data set has no reading, or cannot be read
   */
  static TrafficSeries read(DataSet set) throws IOException {
    return read(set.measured(), set::source);
  }

  static TrafficSeries read(MeasuredNetwork measured, SourceOpener source) throws IOException {
    Instant[] span = {Instant.MAX, Instant.MIN};
    forEach(
        source,
        reading -> {
          Instant time = Times.toInstant(reading.getTime());
          span[0] = time.isBefore(span[0]) ? time : span[0];
          span[1] = time.isAfter(span[1]) ? time : span[1];
        });
    if (span[0].isAfter(span[1])) {
      throw new IOException("Network " + measured.network().id() + ": there is no reading");
    }
    long millis = measured.interval().toMillis();
    Instant start = Instant.ofEpochMilli(Math.floorDiv(span[0].toEpochMilli(), millis) * millis);
    long steps = (span[1].toEpochMilli() - start.toEpochMilli()) / millis + 1;
    TrafficSeries series = new TrafficSeries(measured, start, Math.toIntExact(steps));
    forEach(source, reading -> put(reading, series));
    return series;
  }

  private static void put(Observation reading, TrafficSeries series) {
    MeasuredNetwork measured = series.measured();
    int step = series.stepAt(Times.toInstant(reading.getTime()));
    int site = measured.network().indexOf(reading.getSite()).orElseThrow();
    reading
        .getValuesMap()
        .forEach(
            (name, value) ->
                measured
                    .channelIndex(name)
                    .ifPresent(channel -> series.set(step, site, channel, value.floatValue())));
  }

  private static void forEach(SourceOpener opener, Consumer<Observation> consumer)
      throws IOException {
    try (Source source = opener.open()) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        if (event.get() instanceof SourceEvent.Observed observed) {
          consumer.accept(observed.observation());
        }
      }
    }
  }

  private DataSetSeries() {}
}
