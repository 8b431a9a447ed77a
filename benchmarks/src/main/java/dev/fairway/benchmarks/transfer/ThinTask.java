package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;

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
    int kept = amount.days() * whole.measured().intervalsPerDay();
    int from = amount.equals(Amount.ALL) ? 0 : Math.max(0, all.train().to() - kept);
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

  /** What may be learned from. */
  TrafficSeries training() {
    return split.train().of(series);
  }

  /** Its windows, as a diffusion model learns from them. */
  DiffusionTask windows() {
    return new DiffusionTask(name, series, dataHash, split, StandardScaler.fit(training()));
  }

  double trainShare() {
    return split.train().to() / (double) series.steps();
  }

  double validationShare() {
    return split.validation().steps() / (double) series.steps();
  }
}
