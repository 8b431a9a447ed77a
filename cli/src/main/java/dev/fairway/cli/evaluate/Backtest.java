package dev.fairway.cli.evaluate;

import dev.fairway.forecast.Forecaster;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rolling origin (Tashman 2000): the last part of a series is cut into folds, and each is forecast
 * by what was fitted to all that came before it.
 *
 * <pre>
 *   |======== train ========|= validation =|  test 1 |
 *   |============ train ==========|= validation =|     test 2 |
 * </pre>
 */
public final class Backtest {

  /** Share of the steps before a fold that steer and calibrate. */
  private static final double VALIDATION = 0.2;

  /** Gives the forecaster of a fold; the caller of the backtest closes it. */
  @FunctionalInterface
  public interface ModelOfFold {
    /**
     * @param past all that comes before the fold
     * @param split of the past and the fold
     */
    Optional<? extends Forecaster> of(TrafficSeries past, ChronologicalSplit split)
        throws IOException;
  }

  /**
   * One fold.
   *
   * @param number from 1
   */
  public record Fold(int number, ChronologicalSplit split, List<ScoreRow> scores) {}

  private final TrafficSeries series;
  private final List<ChronologicalSplit> splits;

  /**
   * @param folds how many, at least 2
   * @param testShare share of the steps that the folds cut up, in (0, 1)
   */
  public Backtest(TrafficSeries series, int folds, double testShare) {
    if (folds < 2 || !(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "%d folds of a share of %s: at least 2, of a share between 0 and 1"
              .formatted(folds, testShare));
    }
    this.series = series;
    this.splits = new ArrayList<>();
    int first = (int) Math.round(series.steps() * (1 - testShare));
    for (int fold = 0; fold < folds; fold++) {
      int from = first + (int) ((long) (series.steps() - first) * fold / folds);
      int to = first + (int) ((long) (series.steps() - first) * (fold + 1) / folds);
      int trained = (int) Math.round(from * (1 - VALIDATION));
      splits.add(
          new ChronologicalSplit(
              new Part(0, trained), new Part(trained, from), new Part(from, to)));
    }
  }

  public List<ChronologicalSplit> splits() {
    return List.copyOf(splits);
  }

  /**
   * @param most at most so many windows of a fold, evenly spread
   */
  public Fold run(int number, int inputSteps, int horizon, int most, ModelOfFold model)
      throws IOException {
    ChronologicalSplit split = splits.get(number - 1);
    Optional<? extends Forecaster> forecaster =
        model.of(series.slice(0, split.test().from()), split);
    try {
      PartEvaluation evaluation =
          new PartEvaluation(series, split, inputSteps, horizon, Optional.empty(), most);
      return new Fold(number, split, evaluation.withBaselines(forecaster));
    } finally {
      forecaster.ifPresent(Forecaster::close);
    }
  }
}
