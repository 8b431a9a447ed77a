package dev.fairway.cli;

import dev.fairway.cli.evaluate.Backtest;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.cli.evaluate.Spread;
import dev.fairway.cli.train.FoldTraining;
import dev.fairway.cli.train.TrainingFile;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.provenance.ModelBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway backtest}. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Rolling origin: cuts the end of a data set into folds and forecasts each with what was fitted to all before it.",
      "With --model that model is used in all folds, which is fair only for folds after its training; with --out it is trained anew for each; with neither there are the baselines.",
      "No diffusion model takes part: a model that was trained with a representation is scored without it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway backtest --data DIR --folds 5",
      "  fairway backtest --data DIR --model models/stgcn-0123456789ab",
      "  fairway backtest --data DIR --config my.yaml --seed 1 --out backtest"
    })
final class BacktestCommand implements Callable<Integer> {

  private static final int STEPS = 12;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(names = "--folds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int folds;

  @Option(
      names = "--test-share",
      defaultValue = "0.4",
      description = "Share of the data set that the folds cut up. Default: ${DEFAULT-VALUE}.")
  private double testShare;

  @Option(names = "--model", paramLabel = "BUNDLE", description = "One model for all folds.")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Train a model for each fold; bundles and checkpoints are made here.")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "As of fairway train forecaster, with --out.")
  private Path config;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Score at most so many windows of a fold, evenly spread. Default: all.")
  private int windows = Integer.MAX_VALUE;

  @Override
  public Integer call() throws Exception {
    if (model != null && out != null) {
      throw new IllegalArgumentException("--model and --out: one model for all, or one for each?");
    }
    Optional<ModelBundle> bundle =
        model == null ? Optional.empty() : Optional.of(ModelBundle.open(model));
    TrainingFile file = TrainingFile.read(Optional.ofNullable(config), seed);
    AggregatedSeries read = data.read();
    PrintWriter to = spec.commandLine().getOut();
    to.println(DataOptions.describe(read));
    Backtest backtest = new Backtest(read.series(), folds, testShare);
    int inputSteps = STEPS;
    int horizon = STEPS;
    if (bundle.isPresent()) {
      try (StgcnForecaster forecaster = StgcnBundles.load(bundle.get(), read.series().measured())) {
        inputSteps = forecaster.config().inputSteps();
        horizon = forecaster.config().horizon();
      }
    } else if (out != null) {
      inputSteps = file.model().inputSteps();
      horizon = file.model().horizon();
    }
    List<Backtest.Fold> done = new ArrayList<>();
    for (int number = 1; number <= folds; number++) {
      Backtest.Fold fold =
          backtest.run(number, inputSteps, horizon, windows, source(read, bundle, file));
      to.printf(
          "%nfold %d: %s to %s%n",
          number,
          read.series().time(fold.split().test().from()),
          read.series().time(fold.split().test().to()));
      to.print(ScoreTable.of(fold.scores()));
      to.flush();
      done.add(fold);
    }
    to.print(Spread.table(Spread.over(done)));
    to.flush();
    return 0;
  }

  private Backtest.ModelOfFold source(
      AggregatedSeries read, Optional<ModelBundle> bundle, TrainingFile file) {
    if (bundle.isPresent()) {
      return FoldTraining.fixed(bundle.get(), read.series().measured());
    }
    if (out == null) {
      return (past, split) -> Optional.empty();
    }
    return new FoldTraining(
        file,
        out,
        "fairway backtest" + data.arguments() + " --folds " + folds + " --seed " + seed,
        Clock.systemUTC());
  }
}
