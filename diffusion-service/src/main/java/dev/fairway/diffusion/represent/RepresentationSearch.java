package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.represent.RidgeProbe.Row;
import dev.fairway.diffusion.represent.SearchResult.Trial;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds noise level and taps (t*, B*) by grid search, as the survey's equation 16 (Fuest et al.,
 * Diffusion Models and Representation Learning, 2024): each candidate's features are read from the
 * frozen denoiser, a linear probe is fitted to the training part and judged on the validation part.
 * The test part is never looked at.
 *
 * <p>Coarse to fine: every tap at every level of the grid, then at the two levels about the best
 * one; then taps are added at the best level, each time the one that helps most, as long as one
 * helps. Of a level the windows are encoded once, for all taps.
 */
public final class RepresentationSearch {

  private final DiffusionModel model;
  private final CompleteWindows windows;
  private final SearchPlan plan;
  private final ProbeWindows training;
  private final ProbeWindows validation;
  private final List<Integer> taps;

  /**
   * @param model stays the caller's
   */
  public RepresentationSearch(
      DiffusionModel model, TrafficSeries series, ChronologicalSplit split, SearchPlan plan) {
    this.windows = CompleteWindows.of(model, series);
    this.model = windows.model();
    this.plan = plan;
    this.training = new ProbeWindows(this.model, series, split.train(), plan);
    this.validation = new ProbeWindows(this.model, series, split.validation(), plan);
    this.taps = model.taps().stream().map(Tap::number).toList();
  }

  /** Windows that the search encodes at most: all of its cost that counts. */
  public int encodings() {
    return (plan.levels().size() + 2) * (training.size() + validation.size());
  }

  /**
   * @param each is told of every window that was encoded
   * @param news is told of every trial
   */
  public SearchResult run(Runnable each, Consumer<Trial> news) {
    double alone = error(LevelFeatures.NONE, List.of());
    Map<Integer, TrafficWindow> complete = new HashMap<>();
    List<Trial> trials = new ArrayList<>();
    Consumer<Trial> told =
        trial -> {
          trials.add(trial);
          news.accept(trial);
        };
    List<Double> grid = plan.levels();
    Tried best = singleTaps(features(grid.get(0), complete, each), told);
    for (double level : grid.subList(1, grid.size())) {
      best = better(best, singleTaps(features(level, complete, each), told));
    }
    for (double level : about(best.features().level())) {
      best = better(best, singleTaps(features(level, complete, each), told));
    }
    grow(best, told);
    return new SearchResult(alone, List.copyOf(trials));
  }

  /** Every tap alone at a level. */
  private record Tried(LevelFeatures features, List<Trial> trials) {
    Trial winner() {
      return best(trials);
    }
  }

  /** Of two that are as good, the earlier one. */
  private static Tried better(Tried one, Tried other) {
    return other.winner().error() < one.winner().error() ? other : one;
  }

  /** The levels halfway, by ratio, to the neighbours in the grid. */
  private List<Double> about(double level) {
    int at = plan.levels().indexOf(level);
    List<Double> about = new ArrayList<>();
    if (at > 0) {
      about.add(Math.sqrt(level * plan.levels().get(at - 1)));
    }
    if (at + 1 < plan.levels().size()) {
      about.add(Math.sqrt(level * plan.levels().get(at + 1)));
    }
    return about;
  }

  private Tried singleTaps(LevelFeatures features, Consumer<Trial> news) {
    return new Tried(
        features, taps.stream().map(tap -> trial(features, List.of(tap), news)).toList());
  }

  private void grow(Tried single, Consumer<Trial> news) {
    Trial best = single.winner();
    while (best.plan().taps().size() < taps.size()) {
      List<Integer> held = best.plan().taps();
      List<Trial> next =
          taps.stream()
              .filter(tap -> !held.contains(tap))
              .map(
                  tap -> {
                    List<Integer> more = new ArrayList<>(held);
                    more.add(tap);
                    return trial(single.features(), more, news);
                  })
              .toList();
      Trial winner = best(next);
      if (winner.error() >= best.error()) {
        break;
      }
      best = winner;
    }
  }

  private static Trial best(List<Trial> trials) {
    return Collections.min(trials, Comparator.comparingDouble(Trial::error));
  }

  private Trial trial(LevelFeatures features, List<Integer> chosen, Consumer<Trial> news) {
    Trial trial = new Trial(new EncodePlan(features.level(), chosen), error(features, chosen));
    news.accept(trial);
    return trial;
  }

  private double error(LevelFeatures features, List<Integer> chosen) {
    RidgeProbe probe = RidgeProbe.fit(rows(training, features.training(), chosen), plan.penalty());
    return probe.error(rows(validation, features.validation(), chosen));
  }

  /**
   * What the windows give at a level.
   *
   * @param training for each window {@code [N, taps x width]}
   * @param validation likewise
   */
  private record LevelFeatures(double level, List<float[]> training, List<float[]> validation) {
    static final LevelFeatures NONE = new LevelFeatures(Double.NaN, List.of(), List.of());
  }

  private LevelFeatures features(
      double level, Map<Integer, TrafficWindow> complete, Runnable each) {
    EncodePlan all = new EncodePlan(level, taps);
    return new LevelFeatures(
        level, encoded(all, training, complete, each), encoded(all, validation, complete, each));
  }

  /**
   * @param complete by their first step, windows whose holes are imputed: that costs many times
   *     what an encoding does, and is the same at every level
   */
  private List<float[]> encoded(
      EncodePlan all, ProbeWindows of, Map<Integer, TrafficWindow> complete, Runnable each) {
    return IntStream.range(0, of.size())
        .mapToObj(
            number -> {
              TrafficWindow window = complete.computeIfAbsent(of.firstStep(number), windows::at);
              float[] encoded = model.encode(window, all, windows.seed(window));
              each.run();
              return encoded;
            })
        .toList();
  }

  private List<Row> rows(ProbeWindows windows, List<float[]> features, List<Integer> chosen) {
    int width = model.architecture().denoiser().width();
    List<Row> rows = new ArrayList<>();
    for (int window = 0; window < windows.size(); window++) {
      float[] seen = windows.seen(window);
      double[][] asked = windows.asked(window);
      int sites = windows.sites();
      int own = seen.length / sites;
      for (int n = 0; n < sites; n++) {
        double[] inputs = new double[own + chosen.size() * width];
        for (int i = 0; i < own; i++) {
          inputs[i] = seen[i * sites + n];
        }
        for (int t = 0; t < chosen.size(); t++) {
          int from = (n * taps.size() + taps.indexOf(chosen.get(t))) * width;
          for (int j = 0; j < width; j++) {
            inputs[own + t * width + j] = features.get(window)[from + j];
          }
        }
        rows.add(new Row(inputs, asked[n]));
      }
    }
    return rows;
  }
}
