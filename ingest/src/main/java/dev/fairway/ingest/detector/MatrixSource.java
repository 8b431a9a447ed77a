package dev.fairway.ingest.detector;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.Channel;
import dev.fairway.series.TrafficSeries;
import java.util.List;
import java.util.Optional;

/**
 * A series as the detectors would have told it: interval by interval, and within one site by site.
 * What was not observed is not told; a site without any reading is left out.
 */
public final class MatrixSource implements Source {

  private final TrafficSeries series;
  private final String name;
  private final List<Channel> channels;
  private int step;
  private int site;

  /**
   * @param name what the readings say they are from; their line is the interval's number, from 1
   */
  public MatrixSource(TrafficSeries series, String name) {
    this.series = series;
    this.name = name;
    this.channels = series.measured().channels();
  }

  @Override
  public Optional<SourceEvent> next() {
    while (step < series.steps()) {
      Observation.Builder reading = reading();
      if (++site == series.sites()) {
        site = 0;
        step++;
      }
      if (reading.getValuesCount() > 0) {
        return Optional.of(new SourceEvent.Observed(reading.build()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {}

  private Observation.Builder reading() {
    Observation.Builder reading =
        Observation.newBuilder()
            .setNetwork(series.measured().network().id())
            .setSite(series.measured().network().sites().get(site).id())
            .setTime(Times.toTimestamp(series.time(step)))
            .setSource(name)
            .setLine(step + 1L);
    for (int c = 0; c < channels.size(); c++) {
      if (series.isObserved(step, site, c)) {
        reading.putValues(channels.get(c).name(), series.value(step, site, c));
      }
    }
    return reading;
  }
}
