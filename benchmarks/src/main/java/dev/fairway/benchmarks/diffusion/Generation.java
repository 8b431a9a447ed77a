package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.quality.SampleDistance;
import dev.fairway.diffusion.quality.ShuffledTime;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How far generated windows are from real ones. Test windows are dealt into two halves in turn; the
 * first is what all are compared with, windows are generated at its times, and the second half is
 * the floor.
 */
final class Generation {

  private final DiffusionTask task;
  private final List<TrafficWindow> real = new ArrayList<>();
  private final List<TrafficWindow> others = new ArrayList<>();

  /**
   * @param windows generated at most
   */
  Generation(DiffusionTask task, int windows) {
    this.task = task;
    List<TrafficWindow> all = task.testWindows(2 * windows);
    for (int i = 0; i + 1 < all.size(); i += 2) {
      real.add(all.get(i));
      others.add(all.get(i + 1));
    }
  }

  /** Real windows of other times. */
  Map<String, Double> floor() {
    return distance(others);
  }

  /** The same in disorder. */
  Map<String, Double> ceiling() {
    SplittableRandom random = new SplittableRandom(1);
    return distance(others.stream().map(w -> ShuffledTime.of(w, random)).toList());
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
