package dev.fairway.diffusion.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import dev.fairway.series.WindowSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a forecaster learns from a diffusion model that teaches it: real inputs as they arrived,
 * each with a future that the teacher draws for it, which is shown nothing behind the input. A
 * student that sees them in the place of a share a of the measured examples minimises (1 - a) times
 * the loss of the data and a times that of the teacher's samples: distillation of a forecast
 * (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network", section 2, with
 * the student's own loss in the place of the cross entropy). Days that the teacher was fitted to it
 * sees as new ones, or the student would learn from guesses that are better than any it can make.
 */
public final class TaughtWindows {

  /**
   * @param teacher of windows as long as input and target together, or longer
   * @param part whose windows are taught
   * @param inputSteps that are seen
   * @param horizon intervals after them that are taught
   * @param plan how the teacher is asked; each of its samples becomes a window
   * @param most inputs, evenly spread over the part
   * @param seed of all draws
   * @param asked is told how many inputs are done
   * @return windows of {@code inputSteps + horizon}; behind {@code inputSteps} nothing is missing
   * @throws IllegalArgumentException if the teacher's windows are shorter, or of other channels
   */
  public static List<TrafficWindow> of(
      DiffusionModel teacher,
      TrafficSeries series,
      Part part,
      int inputSteps,
      int horizon,
      ImputePlan plan,
      int most,
      long seed,
      IntConsumer asked) {
    int steps = teacher.architecture().steps();
    if (steps < inputSteps + horizon) {
      throw new IllegalArgumentException(
          "The teacher's windows have %d intervals, which is too short for %d that are seen and %d to forecast: take a diffusion model whose windowSteps are %d"
              .formatted(steps, inputSteps, horizon, inputSteps + horizon));
    }
    DiffusionModel seeing = teacher.over(series);
    WindowIndex index = new WindowIndex(series, part, inputSteps, horizon);
    int count = Math.min(most, index.size());
    List<TrafficWindow> taught = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TrafficWindow past = index.input((int) ((long) i * index.size() / count));
      TrafficWindow asking = past.followedByNothing(steps);
      for (TrafficWindow drawn :
          seeing.draw(
              asking,
              plan,
              seed ^ WindowSeed.of(series.measured().network().id(), past.start()),
              Checkpoint.NONE)) {
        taught.add(withFuture(asking, drawn, inputSteps).part(0, inputSteps + horizon));
      }
      asked.accept(i + 1);
    }
    return taught;
  }

  /** The past as it arrived, with its holes, and the future without. */
  private static TrafficWindow withFuture(
      TrafficWindow asked, TrafficWindow drawn, int inputSteps) {
    float[] values = asked.values().clone();
    boolean[] known = asked.observed().clone();
    for (int channel = 0; channel < asked.channels(); channel++) {
      int from = asked.cell(channel, inputSteps, 0);
      int to = asked.cell(channel, asked.steps(), 0);
      System.arraycopy(drawn.values(), from, values, from, to - from);
      Arrays.fill(known, from, to, true);
    }
    return asked.with(values, known);
  }

  private TaughtWindows() {}
}
