package dev.fairway.benchmarks.diffusion;

import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series to learn windows of: 60 / 20 / 20 % in time order, windows of {@value #STEPS} intervals.
 *
 * @param name of the data set
 * @param dataHash of the series
 * @param scaler of the part that is learned from: the unit of distances
 */
public record DiffusionTask(
    String name,
    TrafficSeries series,
    String dataHash,
    ChronologicalSplit split,
    StandardScaler scaler) {

  /** Intervals in a window. */
  public static final int STEPS = 24;

  public static DiffusionTask of(String name, TrafficSeries series) {
    ChronologicalSplit split = ChronologicalSplit.byFractions(series.steps(), 0.6, 0.2);
    return new DiffusionTask(
        name, series, series.hash(), split, StandardScaler.fit(split.train().of(series)));
  }

  /**
   * Windows of the test part, evenly spread, that do not overlap.
   *
   * @param most of them
   */
  public List<TrafficWindow> testWindows(int most) {
    ChronologicalSplit.Part test = split.test();
    int places = (test.to() - test.from()) / STEPS;
    int count = Math.min(most, places);
    return IntStream.range(0, count)
        .map(i -> test.from() + (int) ((long) i * places / count) * STEPS)
        .mapToObj(start -> series.window(start, STEPS))
        .toList();
  }
}
