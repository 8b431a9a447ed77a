package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.quality.SampleDistance;
import dev.fairway.diffusion.quality.ShuffledTime;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How far generated windows are from real ones. Test windows are dealt into two halves like the
 * squares of a chess board, so that both have all hours and all days; the first is what all are
 * compared with, windows are generated at its times, and the second half is the floor.
 */
final class Generation {

  private static final int STEPS = DiffusionTask.STEPS;

  /** Which windows of the halves are taken; whatever the seed of a training. */
  private static final long DEAL = 1;

  private final DiffusionTask task;
  private final List<TrafficWindow> real = new ArrayList<>();
  private final List<TrafficWindow> others = new ArrayList<>();

  /**
   * @param windows of each half, at most
   */
  Generation(DiffusionTask task, int windows) {
    this.task = task;
    List<TrafficWindow> all = task.testWindows(Integer.MAX_VALUE);
    int perDay = (int) Duration.ofDays(1).dividedBy(all.get(0).interval().multipliedBy(STEPS));
    List<Integer> places = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
    Collections.shuffle(places, new Random(DEAL));
    for (int place : places) {
      boolean black = (place / perDay + place % perDay) % 2 == 0;
      List<TrafficWindow> half = black ? real : others;
      if (half.size() < windows) {
        half.add(all.get(place));
      }
    }
  }

  /** Real windows of other times. */
  Map<String, Double> floor() {
    return distance(others);
  }

  /** The same in disorder. */
  Map<String, Double> ceiling() {
    SplittableRandom random = new SplittableRandom(1);
    return distance(ShuffledTime.of(others, random));
  }

  /** One window at each of the real windows' times. */
  Map<String, Double> of(DiffusionModel model, ImputePlan plan, long seed) {
    List<TrafficWindow> generated = new ArrayList<>();
    for (int i = 0; i < real.size(); i++) {
      TrafficWindow window =
          model
              .sample(
                  real.get(i).start(),
                  plan.with(plan.evaluations(), 1),
                  seed * 1000 + i,
                  Checkpoint.NONE)
              .get(0);
      // What the real ones lack counts nowhere.
      generated.add(window.hidden(real.get(i).observed()));
    }
    return distance(generated);
  }

  private Map<String, Double> distance(List<TrafficWindow> windows) {
    SampleDistance distance =
        SampleDistance.between(real, windows, task.scaler(), task.series().measured().network());
    Map<String, Double> scores = new TreeMap<>();
    scores.put("sliced Wasserstein", distance.slicedWasserstein());
    scores.put("Fréchet", distance.frechet());
    scores.put("autocorrelation", distance.autocorrelation());
    scores.put("neighbour correlation", distance.neighbourCorrelation());
    return scores;
  }
}
