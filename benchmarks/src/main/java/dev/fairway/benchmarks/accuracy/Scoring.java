package dev.fairway.benchmarks.accuracy;

import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
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
  public static Map<String, List<HorizonScore>> of(Task task, Forecaster forecaster) {
    Scoring scoring = new Scoring(task);
    for (int start : task.testStarts()) {
      scoring.add(forecaster.forecast(task.input(start)), task.truth(start));
    }
    return scoring.scores();
  }

  private void add(Prediction prediction, TrafficWindow truth) {
    for (int target = 0; target < targets.length; target++) {
      for (int step = 0; step < Task.HORIZON; step++) {
        for (int site = 0; site < truth.sites(); site++) {
          int cell = truth.cell(targets[target], step, site);
          if (truth.observed()[cell]) {
            errors[target][step].add(truth.values()[cell], prediction.mean(target, step, site));
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
