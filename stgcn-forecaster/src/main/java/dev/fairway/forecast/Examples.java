package dev.fairway.forecast;

import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The examples in a part of a series, by number. */
final class Examples {

  private final WindowIndex windows;
  private final HoleFiller filler;
  private final Optional<NodeFeatures> features;

  /**
   * @throws IllegalArgumentException if the features are of other windows
   */
  Examples(
      TrafficSeries series,
      Part part,
      int inputSteps,
      int horizon,
      HoleFiller filler,
      Optional<NodeFeatures> features) {
    features.ifPresent(its -> its.requireSteps(inputSteps));
    this.windows = new WindowIndex(series, part, inputSteps, horizon);
    this.filler = filler;
    this.features = features;
  }

  int size() {
    return windows.size();
  }

  /** At most so many windows, evenly spread. */
  List<Integer> spread(int most) {
    int count = Math.min(most, size());
    return IntStream.range(0, count).mapToObj(i -> (int) ((long) i * size() / count)).toList();
  }

  ForecastInput input(int index) {
    TrafficWindow window = windows.input(index);
    return new ForecastInput(
        window, filler.fill(window), features.map(f -> f.of(windows.start(index))));
  }

  /** All channels; see {@link WindowIndex#target}. */
  TrafficWindow target(int index) {
    return windows.target(index);
  }

  Example get(int index) {
    return new Example(input(index), target(index));
  }
}
