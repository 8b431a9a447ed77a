package dev.fairway.ingest.dataset;

import dev.fairway.ingest.Source;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;

/**
 * The series of a data set, and what went into it.
 *
 * @param taken readings and positions that it is made of
 * @param refused lines, readings and positions that could not be used
 * @param late readings and positions that came after their interval was closed
 */
public record AggregatedSeries(TrafficSeries series, long taken, long refused, long late) {

  /**
   * All that a source of the network has to tell, aggregated as the stream does.
   *
   * @throws IllegalStateException if it has no reading
   */
  public static AggregatedSeries of(MeasuredNetwork measured, Source source) throws IOException {
    return new SeriesAggregation(measured).read(source);
  }
}
