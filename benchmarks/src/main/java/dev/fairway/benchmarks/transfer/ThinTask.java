package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.WindowIndex;
import java.util.stream.IntStream;

/**
 * A series of which little may be learned from: the last days of its training part. Validation and
 * test part are the whole series', so that all amounts are chosen and scored on the same windows.
 *
 * @param name of the data set
 * @param series without what came before those days
 */
record ThinTask(
    String name, Amount amount, TrafficSeries series, String dataHash, ChronologicalSplit split) {

  /** 60 / 20 / 20 % of the whole, in time order. */
  static ThinTask of(String name, TrafficSeries whole, Amount amount) {
    ChronologicalSplit all = ChronologicalSplit.byFractions(whole.steps(), 0.6, 0.2);
    int from = amount.equals(Amount.ALL) ? 0 : firstStep(whole, all.train().to(), amount.days());
    TrafficSeries series = whole.slice(from, whole.steps());
    double steps = series.steps();
    return new ThinTask(
        name,
        amount,
        series,
        series.hash(),
        ChronologicalSplit.byFractions(
            series.steps(), (all.train().to() - from) / steps, all.validation().steps() / steps));
  }

  /** So many days back, not counting those on which nothing was observed. */
  private static int firstStep(TrafficSeries series, int end, int days) {
    int day = series.measured().intervalsPerDay();
    int from = end;
    for (int left = days; left > 0 && from >= day; from -= day) {
      left -= IntStream.range(from - day, from).anyMatch(series::isAnyObserved) ? 1 : 0;
    }
    return from;
  }

  /** What may be learned from. */
  TrafficSeries training() {
    return split.train().of(series);
  }

  /** Its windows, as a diffusion model learns from them. */
  DiffusionTask windows() {
    return new DiffusionTask(name, series, dataHash, split, StandardScaler.fit(training()));
  }

  /** How many examples a forecaster learns from. */
  int examples(ForecasterConfig config) {
    return new WindowIndex(series, split.train(), config.inputSteps(), config.horizon()).size();
  }

  double trainShare() {
    return split.train().to() / (double) series.steps();
  }

  double validationShare() {
    return split.validation().steps() / (double) series.steps();
  }
}
