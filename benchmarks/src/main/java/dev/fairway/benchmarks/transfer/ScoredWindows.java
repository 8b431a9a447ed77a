package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Windows of a part, evenly spread, the same ones for every arm: what is seen is what arrived, and
 * what came after is the truth.
 *
 * @param config says their lengths
 */
record ScoredWindows(
    ThinTask task, ForecasterConfig config, HoleFiller filler, Optional<NodeFeatures> features) {

  private static final int MOST_WINDOWS = 600;
  private static final int TOGETHER = 32;

  /**
   * @param seen takes some windows, and all channels of what came after each
   */
  void each(Part part, BiConsumer<List<ForecastInput>, List<TrafficWindow>> seen) {
    int steps = config.inputSteps();
    WindowIndex windows = new WindowIndex(task.truth(), part, steps, config.horizon());
    int count = Math.min(MOST_WINDOWS, windows.size());
    for (int from = 0; from < count; from += TOGETHER) {
      List<ForecastInput> batch = new ArrayList<>();
      List<TrafficWindow> truths = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
        int index = (int) ((long) i * windows.size() / count);
        TrafficWindow window = task.series().window(windows.start(index), steps);
        batch.add(
            new ForecastInput(
                window, filler.fill(window), features.map(f -> f.of(windows.start(index)))));
        truths.add(windows.target(index));
      }
      seen.accept(batch, truths);
    }
  }
}
