package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Real examples whose targets have no holes: what of them did not arrive is what a diffusion model
 * expects, which is shown the readings before, beside and behind it. Inputs stay as they arrived,
 * as nobody knows more of a window when it is forecast from.
 */
final class CompletedExamples {

  /**
   * @param model of windows as long as input and target together
   * @param filler of inputs
   * @param most examples, evenly spread over the training part
   */
  static SyntheticPool of(
      DiffusionModel model, ThinTask task, HoleFiller filler, int inputSteps, int most) {
    int horizon = model.architecture().steps() - inputSteps;
    WindowIndex index = new WindowIndex(task.series(), task.split().train(), inputSteps, horizon);
    DiffusionModel seeing = model.over(task.series());
    int count = Math.min(most, index.size());
    List<TrafficWindow> completed =
        IntStream.range(0, count)
            .map(i -> index.start((int) ((long) i * index.size() / count)))
            .mapToObj(start -> completed(seeing, task.series(), start, inputSteps))
            .toList();
    return SyntheticPool.of(
        completed,
        inputSteps,
        horizon,
        filler,
        Optional.empty(),
        "a diffusion model that completes targets");
  }

  private static TrafficWindow completed(
      DiffusionModel model, TrafficSeries series, int start, int inputSteps) {
    TrafficWindow arrived = series.window(start, model.architecture().steps());
    float[] values = model.expected(arrived, Checkpoint.NONE);
    boolean[] known = arrived.observed().clone();
    for (int channel = 0; channel < arrived.channels(); channel++) {
      Arrays.fill(
          known,
          arrived.cell(channel, inputSteps, 0),
          arrived.cell(channel, arrived.steps(), 0),
          true);
    }
    return arrived.with(values, known);
  }

  private CompletedExamples() {}
}
