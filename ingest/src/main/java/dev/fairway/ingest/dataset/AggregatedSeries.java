package dev.fairway.ingest.dataset;

import dev.fairway.ingest.Source;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.util.List;

/**
 * The series of a data set, and what went into it.
 *
 * @param series what was measured, and only that
 * @param synthetic windows that the data set marks as made by a model, in time order: something to
 *     learn from, and nothing to be scored on
 * @param taken readings and positions that both are made of
 * @param refused lines, readings and positions that could not be used
 * @param late readings and positions that came after their interval was closed
 */
public record AggregatedSeries(
    TrafficSeries series, List<TrafficWindow> synthetic, long taken, long refused, long late) {

  public AggregatedSeries {
    synthetic = List.copyOf(synthetic);
  }

  /**
   * The same with some of the channels.
   *
   * @param channels in the order that they are to have
   * @throws IllegalArgumentException if one is not measured, or none of them is forecast
   */
  public AggregatedSeries only(List<String> channels) {
    int[] places = channels.stream().mapToInt(series.measured()::requireChannel).toArray();
    return new AggregatedSeries(
        series.only(channels),
        synthetic.stream().map(window -> window.only(places)).toList(),
        taken,
        refused,
        late);
  }

  /**
   * All that a source of the network has to tell, aggregated as the stream does.
   *
   * @throws IllegalStateException if it has no reading
   */
  public static AggregatedSeries of(MeasuredNetwork measured, Source source) throws IOException {
    return new SeriesAggregation(measured, SyntheticSpans.none()).read(source);
  }
}
