package dev.fairway.benchmarks.accuracy;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.score.PointErrors;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scores whoever forecasts on the same cells: those observed in the task's test windows. */
public final class Scoring {

  private final Task task;
  private final int[] targets;
  private final PointErrors[][] errors;

  private Scoring(Task task) {
    this.task = task;
    this.targets = task.series().measured().forecastChannels();
    this.errors = new PointErrors[targets.length][Task.HORIZON];
    for (PointErrors[] row : errors) {
      Arrays.setAll(row, step -> new PointErrors());
    }
  }

  /**
   * @return by name of the channel, one score for each horizon, the nearest first
   */
  public static Map<String, List<HorizonScore>> of(Task task, PointForecaster forecaster) {
    Scoring scoring = new Scoring(task);
    for (int start : task.testStarts()) {
      ForecastInput input = task.input(start);
      scoring.add(forecaster.forecast(input.observed(), input.filled()), task.truth(start));
    }
    return scoring.scores();
  }

  /**
   * @param forecast {@code [F, H, N]}, packed
   */
  private void add(float[] forecast, TrafficWindow truth) {
    if (forecast.length != targets.length * Task.HORIZON * truth.sites()) {
      throw new IllegalArgumentException(
          "A forecast of %d numbers for %d channels x %d steps x %d sites"
              .formatted(forecast.length, targets.length, Task.HORIZON, truth.sites()));
    }
    int next = 0;
    for (int target = 0; target < targets.length; target++) {
      for (int step = 0; step < Task.HORIZON; step++) {
        for (int site = 0; site < truth.sites(); site++, next++) {
          int cell = truth.cell(targets[target], step, site);
          if (truth.observed()[cell]) {
            errors[target][step].add(truth.values()[cell], forecast[next]);
          }
        }
      }
    }
  }

  private Map<String, List<HorizonScore>> scores() {
    MeasuredNetwork measured = task.series().measured();
    Map<String, List<HorizonScore>> scores = new LinkedHashMap<>();
    for (int target = 0; target < targets.length; target++) {
      scores.put(
          measured.channels().get(targets[target]).name(),
          Stream.of(errors[target]).map(HorizonScore::of).toList());
    }
    return scores;
  }
}
