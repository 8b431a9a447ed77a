package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.WindowIndex;
import java.util.stream.IntStream;

/**
 * A series of which little may be learned from: the last days of its training part, or few of its
 * readings, or both. Validation and test part are the whole series', so that all amounts are chosen
 * and scored on the same windows.
 *
 * @param name of the data set
 * @param series without what came before those days, and what did not arrive: all that is learned
 *     from, chosen by and forecast from
 * @param truth the same days with what did not arrive: what forecasts are scored against
 * @param dataHash of the truth
 */
record ThinTask(
    String name,
    Amount amount,
    Arrivals arrivals,
    TrafficSeries series,
    TrafficSeries truth,
    String dataHash,
    ChronologicalSplit split) {

  /** All readings arrive. */
  static ThinTask of(String name, TrafficSeries whole, Amount amount) {
    return of(name, whole, amount, Arrivals.ALL, 0);
  }

  /**
   * 60 / 20 / 20 % of the whole, in time order.
   *
   * @param seed of what arrives
   */
  static ThinTask of(
      String name, TrafficSeries whole, Amount amount, Arrivals arrivals, long seed) {
    ChronologicalSplit all = ChronologicalSplit.byFractions(whole.steps(), 0.6, 0.2);
    int from = amount.equals(Amount.ALL) ? 0 : firstStep(whole, all.train().to(), amount.days());
    TrafficSeries truth = whole.slice(from, whole.steps());
    double steps = truth.steps();
    return new ThinTask(
        name,
        amount,
        arrivals,
        arrivals.of(whole, seed).slice(from, whole.steps()),
        truth,
        truth.hash(),
        ChronologicalSplit.byFractions(
            truth.steps(), (all.train().to() - from) / steps, all.validation().steps() / steps));
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

  /** How much there is to learn from, as results and tables name it. */
  String words() {
    return arrivals.equals(Arrivals.ALL) ? amount.toString() : amount + ", " + arrivals;
  }

  /** What may be learned from. */
  TrafficSeries training() {
    return split.train().of(series);
  }

  /** Its windows, as a diffusion model learns from them. */
  DiffusionTask windows() {
    return new DiffusionTask(name, series, series.hash(), split, StandardScaler.fit(training()));
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
