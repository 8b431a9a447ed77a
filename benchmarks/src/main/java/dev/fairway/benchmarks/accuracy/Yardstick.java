package dev.fairway.benchmarks.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

/**
 * Whose MAE the others' are compared with, in a column of a table.
 *
 * @param name in the table's head, after "against"
 * @param comparison what the column says of a model's runs at a scored channel
 */
record Yardstick(String name, BiFunction<List<RunRecord>, String, String> comparison) {

  /** Nobody: the column stays empty. */
  static Yardstick none(String name) {
    return new Yardstick(name, (runs, scored) -> "-");
  }

  /** A mean over seeds that have nothing to do with those of the others. */
  static Yardstick ofMean(String name, double mae) {
    return new Yardstick(
        name,
        (runs, scored) -> {
          Spread its = Spread.of(runs.stream().mapToDouble(run -> mae(run, scored)));
          return String.format(Locale.ROOT, "%+.1f %%", percent(its.mean(), mae));
        });
  }

  /**
   * The runs of one model, seed by seed, so that what a seed does to both cancels out; with the
   * spread of the differences. A run without chance (seed 0) is compared with every seed.
   */
  static Yardstick paired(String name, List<RunRecord> reference) {
    return new Yardstick(
        name,
        (runs, scored) -> {
          double[] differences =
              runs.stream().flatMapToDouble(run -> differences(run, reference, scored)).toArray();
          return differences.length == 0
              ? "-"
              : Spread.of(DoubleStream.of(differences)).words("%+.2f", "%.2f") + " %";
        });
  }

  private static DoubleStream differences(RunRecord run, List<RunRecord> reference, String scored) {
    return reference.stream()
        .filter(its -> run.seed() == 0 || run.seed() == its.seed())
        .filter(its -> its.scores().containsKey(scored))
        .mapToDouble(its -> percent(mae(run, scored), mae(its, scored)));
  }

  private static double mae(RunRecord run, String scored) {
    return Averages.mae(run.scores().get(scored));
  }

  private static double percent(double mae, double of) {
    return 100 * (mae / of - 1);
  }
}
