package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Examples that a diffusion model draws, at times that are spread over those learned from. */
final class SyntheticExamples {

  /** Windows of the same time, drawn in one go. */
  private static final int TOGETHER = 4;

  /**
   * @param model of windows as long as input and target together
   * @param representation of a drawn input, where an encoder takes part
   */
  static List<Example> draw(
      DiffusionModel model,
      ThinTask task,
      int inputSteps,
      int count,
      Optional<Function<TrafficWindow, float[]>> representation,
      long seed) {
    ImputePlan plan =
        model.architecture().impute().with(model.architecture().impute().evaluations(), TOGETHER);
    int places = task.split().train().steps() - model.architecture().steps();
    int times = (count + TOGETHER - 1) / TOGETHER;
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Instant start = task.series().time((int) ((long) i * places / times));
      for (TrafficWindow window : model.sample(start, plan, seed + i, Checkpoint.NONE)) {
        examples.add(example(window, inputSteps, representation));
      }
    }
    return examples;
  }

  private static Example example(
      TrafficWindow whole,
      int inputSteps,
      Optional<Function<TrafficWindow, float[]>> representation) {
    TrafficWindow input = part(whole, 0, inputSteps);
    return new Example(
        new ForecastInput(input, input.values().clone(), representation.map(r -> r.apply(input))),
        part(whole, inputSteps, whole.steps()));
  }

  private static TrafficWindow part(TrafficWindow whole, int from, int to) {
    int steps = to - from;
    float[] values = new float[whole.channels() * steps * whole.sites()];
    for (int c = 0; c < whole.channels(); c++) {
      System.arraycopy(
          whole.values(),
          whole.cell(c, from, 0),
          values,
          c * steps * whole.sites(),
          steps * whole.sites());
    }
    boolean[] observed = new boolean[values.length];
    Arrays.fill(observed, true);
    return new TrafficWindow(
        whole.start().plus(whole.interval().multipliedBy(from)),
        whole.interval(),
        whole.channels(),
        steps,
        whole.sites(),
        values,
        observed);
  }

  private SyntheticExamples() {}
}
