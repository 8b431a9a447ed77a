package dev.fairway.cli.evaluate;

import dev.fairway.forecast.Baselines;
import dev.fairway.forecast.Evaluation;
import dev.fairway.forecast.ForecastScores;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forecasters on the test part of a split series, each on the same cells. */
public final class PartEvaluation {

  /** What is told besides the whole horizon, as the literature does. */
  private static final List<Integer> MINUTES = List.of(15, 30, 60);

  private static final int ID_DIGITS = 12;

  private final TrafficSeries series;
  private final ChronologicalSplit split;
  private final int inputSteps;
  private final int horizon;
  private final HoleFiller filler;
  private final Evaluation evaluation;

  /**
   * @param split its training part is what baselines and the filling of holes are fitted to, its
   *     validation part what the baselines are calibrated on
   * @param features an encoder's, where the model takes them
   * @param most at most so many windows, evenly spread
   * @throws IllegalArgumentException if a part is too short for a window
   */
  public PartEvaluation(
      TrafficSeries series,
      ChronologicalSplit split,
      int inputSteps,
      int horizon,
      Optional<NodeFeatures> features,
      int most) {
    this.series = series;
    this.split = split;
    this.inputSteps = inputSteps;
    this.horizon = horizon;
    requireWindow("training", split.train());
    requireWindow("validation", split.validation());
    requireWindow("test", split.test());
    this.filler = HoleFiller.seasonal(split.train().of(series));
    this.evaluation =
        new Evaluation(series, split.test(), inputSteps, horizon, filler, features, most);
  }

  private void requireWindow(String name, ChronologicalSplit.Part part) {
    if (part.steps() < inputSteps + horizon) {
      throw new IllegalArgumentException(
          "The %s part of %s has %d steps, a window %d + %d"
              .formatted(name, series, part.steps(), inputSteps, horizon));
    }
  }

  /** The model, if there is one, and all baselines. */
  public List<ScoreRow> withBaselines(Optional<? extends Forecaster> model) {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    model.ifPresent(m -> forecasters.put(name(m), m));
    forecasters.putAll(Baselines.fit(series, split, inputSteps, horizon, filler));
    Map<String, ForecastScores> scores = new LinkedHashMap<>();
    forecasters.forEach((name, forecaster) -> scores.put(name, evaluation.of(forecaster)));
    return rows(scores);
  }

  /** As tables name a model: the beginning of its id. */
  private static String name(Forecaster model) {
    return "model " + model.id().substring(0, Math.min(ID_DIGITS, model.id().length()));
  }

  private List<ScoreRow> rows(Map<String, ForecastScores> scores) {
    List<ScoreRow> rows = new ArrayList<>();
    MeasuredNetwork measured = series.measured();
    int[] targets = measured.forecastChannels();
    for (int target = 0; target < targets.length; target++) {
      Channel channel = measured.channels().get(targets[target]);
      for (int minutes : MINUTES) {
        int step = (int) (minutes * 60L / measured.interval().toSeconds()) - 1;
        if (step >= 0
            && step < horizon
            && measured.interval().multipliedBy(step + 1L).toSeconds() == minutes * 60L) {
          for (Map.Entry<String, ForecastScores> each : scores.entrySet()) {
            rows.add(
                ScoreRow.of(
                    channel.name(),
                    channel.unit(),
                    minutes,
                    each.getKey(),
                    each.getValue().at(target, step)));
          }
        }
      }
      for (Map.Entry<String, ForecastScores> each : scores.entrySet()) {
        rows.add(
            ScoreRow.of(
                channel.name(), channel.unit(), 0, each.getKey(), each.getValue().of(target)));
      }
    }
    return rows;
  }
}
