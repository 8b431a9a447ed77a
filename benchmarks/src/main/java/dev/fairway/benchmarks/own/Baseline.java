package dev.fairway.benchmarks.own;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.baseline.HistoricalAverage;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.forecast.baseline.RidgeRegression;
import dev.fairway.forecast.baseline.SeasonalNaive;

/** Forecasters that are fitted at once, to the task's training part, without chance. */
public enum Baseline {
  LAST_VALUE("last-value") {
    @Override
    public PointForecaster fit(Task task) {
      return new LastValue(task.series().measured().forecastChannels(), Task.HORIZON);
    }
  },
  HISTORICAL_AVERAGE("historical-average") {
    @Override
    public PointForecaster fit(Task task) {
      return new HistoricalAverage(task.training(), Task.HORIZON);
    }
  },
  SEASONAL_NAIVE("seasonal-naive") {
    @Override
    public PointForecaster fit(Task task) {
      return new SeasonalNaive(task.series(), Task.HORIZON, LAST_VALUE.fit(task));
    }
  },
  RIDGE("ridge") {
    @Override
    public PointForecaster fit(Task task) {
      return new RidgeRegression(task.training(), Task.INPUT_STEPS, Task.HORIZON);
    }
  };

  private final String label;

  Baseline(String label) {
    this.label = label;
  }

  /** As tables name it. */
  public String label() {
    return label;
  }

  public abstract PointForecaster fit(Task task);
}
