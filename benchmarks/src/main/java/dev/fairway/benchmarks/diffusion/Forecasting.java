package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.score.ScoreSummary;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forecasts with their uncertainty: the first half of each test window is seen, the second is
 * scored. Everybody says {@link #LEVELS} quantiles of every cell.
 */
final class Forecasting {

  /** 0.05, 0.10 .. 0.95. */
  static final double[] LEVELS = levels();

  /** Of so many, the i-th smallest is the quantile of the i-th level. */
  static final int SAMPLES = LEVELS.length;

  /** Windows whose time is taken. */
  private static final int TIMED = 5;

  private final DiffusionTask task;
  private final List<TrafficWindow> windows;

  Forecasting(DiffusionTask task, int windows) {
    this.task = task;
    this.windows = task.testWindows(windows);
  }

  /** What is said of a window's second half. */
  @FunctionalInterface
  interface Distribution {
    /**
     * @param shown the second half is hidden
     * @return quantiles {@code [Q, C, T / 2, N]}, packed and rising along Q
     */
    float[] of(TrafficWindow shown, int index);
  }

  /** As a diffusion model completes the window. */
  static Distribution of(DiffusionModel model, ImputePlan plan, long seed) {
    return (shown, index) -> {
      List<TrafficWindow> drawn =
          model.draw(
              shown, plan.with(plan.evaluations(), SAMPLES), seed * 1000 + index, Checkpoint.NONE);
      int half = shown.steps() / 2;
      int cells = shown.channels() * half * shown.sites();
      float[] quantiles = new float[SAMPLES * cells];
      float[] samples = new float[SAMPLES];
      for (int cell = 0; cell < cells; cell++) {
        int channel = cell / (half * shown.sites());
        int step = cell / shown.sites() % half;
        int place = shown.cell(channel, half + step, cell % shown.sites());
        for (int s = 0; s < SAMPLES; s++) {
          samples[s] = drawn.get(s).values()[place];
        }
        Arrays.sort(samples);
        for (int s = 0; s < SAMPLES; s++) {
          quantiles[s * cells + cell] = samples[s];
        }
      }
      return quantiles;
    };
  }

  /** By channel that is forecast: mae, crps, coverage of 90 % and width. */
  Map<String, Double> scores(Distribution distribution) {
    MeasuredNetwork measured = task.series().measured();
    Map<String, Double> scores = new TreeMap<>();
    ScoreSummary[] summaries = new ScoreSummary[measured.channels().size()];
    Arrays.setAll(summaries, c -> new ScoreSummary());
    double[] quantiles = new double[LEVELS.length];
    for (int i = 0; i < windows.size(); i++) {
      TrafficWindow truth = windows.get(i);
      int half = truth.steps() / 2;
      float[] said = distribution.of(truth.hidden(firstHalf(truth)), i);
      int cells = said.length / LEVELS.length;
      for (int channel : measured.forecastChannels()) {
        for (int step = 0; step < half; step++) {
          for (int n = 0; n < truth.sites(); n++) {
            int place = truth.cell(channel, half + step, n);
            if (truth.observed()[place]) {
              int cell = (channel * half + step) * truth.sites() + n;
              for (int q = 0; q < LEVELS.length; q++) {
                quantiles[q] = said[q * cells + cell];
              }
              summaries[channel].add(
                  truth.values()[place], quantiles[LEVELS.length / 2], LEVELS, quantiles);
            }
          }
        }
      }
    }
    for (int channel : measured.forecastChannels()) {
      String name = measured.channels().get(channel).name();
      scores.put(name + " mae", summaries[channel].mae());
      scores.put(name + " crps", summaries[channel].crps());
      scores.put(name + " coverage", summaries[channel].coverage());
      scores.put(name + " width", summaries[channel].meanWidth());
    }
    return scores;
  }

  /** How long one window takes whoever has been asked before. */
  Duration cost(Distribution distribution, InstantSource clock) {
    int asked = Math.min(TIMED, windows.size());
    Instant begin = clock.instant();
    for (int i = 0; i < asked; i++) {
      distribution.of(windows.get(i).hidden(firstHalf(windows.get(i))), i);
    }
    return Duration.between(begin, clock.instant()).dividedBy(asked);
  }

  private static boolean[] firstHalf(TrafficWindow window) {
    boolean[] shown = new boolean[window.values().length];
    for (int cell = 0; cell < shown.length; cell++) {
      shown[cell] = cell / window.sites() % window.steps() < window.steps() / 2;
    }
    return shown;
  }

  private static double[] levels() {
    double[] levels = new double[19];
    Arrays.setAll(levels, i -> (i + 1) / 20.0);
    return levels;
  }
}
