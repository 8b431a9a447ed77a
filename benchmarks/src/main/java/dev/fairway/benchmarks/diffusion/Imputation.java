package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.train.LinearFill;
import dev.fairway.season.FittedSeasons;
import dev.fairway.season.Seasons;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How well holes are filled: the same hidden cells of the same test windows for all. */
final class Imputation {

  /** Of the masks; whatever the seed of a training. */
  private static final long MASKS = 1;

  private final DiffusionTask task;
  private final List<TrafficWindow> windows;

  Imputation(DiffusionTask task, int windows) {
    this.task = task;
    this.windows = task.testWindows(windows);
  }

  /** What fills the holes of a window: one or several complete ones. */
  @FunctionalInterface
  interface Filler {
    List<float[]> fill(TrafficWindow shown, int index);
  }

  /** Straight lines, the historical mean and nearest sites, by name. */
  Map<String, Filler> baselines() {
    TrafficSeries training = task.split().train().of(task.series());
    Seasons usual = FittedSeasons.fit(training).means();
    NearestSites nearest = NearestSites.fit(training);
    Map<String, Filler> baselines = new LinkedHashMap<>();
    baselines.put(
        "linear interpolation",
        (shown, i) -> List.of(LinearFill.of(shown, usual.at(shown.start(), shown.steps()))));
    baselines.put("historical mean", (shown, i) -> List.of(usual.at(shown.start(), shown.steps())));
    baselines.put("kNN", (shown, i) -> List.of(nearest.fill(shown)));
    return baselines;
  }

  static Filler of(DiffusionModel model, ImputePlan plan, long seed) {
    return (shown, i) ->
        model.draw(shown, plan, seed * 1000 + i, Checkpoint.NONE).stream()
            .map(TrafficWindow::values)
            .toList();
  }

  Map<String, Double> scores(Filler filler, GapPattern pattern, double rate) {
    FillScores scores = new FillScores(task.series().measured());
    SplittableRandom random = new SplittableRandom(MASKS);
    for (int i = 0; i < windows.size(); i++) {
      TrafficWindow truth = windows.get(i);
      TrafficWindow shown = truth.hidden(pattern.shown(truth, rate, random));
      scores.add(truth, shown, filler.fill(shown, i));
    }
    return scores.scores();
  }
}
