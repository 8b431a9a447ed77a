package dev.fairway.cli.train;

import dev.fairway.cli.evaluate.PartEvaluation;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Trains a forecaster on a data set and tells how good it is, beside the baselines. */
public final class DataTraining {

  /** Windows of the test part that the printed scores are taken on. */
  private static final int SCORED_WINDOWS = 300;

  private final TrafficSeries series;
  private final TrainingFile file;
  private final Path out;
  private final String command;
  private final Clock clock;
  private volatile boolean stopped;

  /**
   * @param out where the bundle and, below, checkpoints are made
   * @param command what the card names as having made the model
   */
  public DataTraining(
      TrafficSeries series, TrainingFile file, Path out, String command, Clock clock) {
    this.series = series;
    this.file = file;
    this.out = out;
    this.command = command;
    this.clock = clock;
  }

  /** Asks for the end; may be called by any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * @throws CancellationException if it was stopped; what is done is kept
   */
  public ModelBundle run(PrintWriter to) throws IOException, BundleException {
    ModelBundle bundle;
    try (TrainingBar bar = new TrainingBar()) {
      bundle =
          new ForecasterTrainer(
                  series, file.model(), file.plan(), HoleFiller::seasonal, Optional.empty(), clock)
              .train(
                  out,
                  out.resolve("checkpoints"),
                  command,
                  progress -> {
                    if (stopped) {
                      throw new CancellationException("told to stop");
                    }
                    bar.show(progress);
                  });
    }
    to.println("model  " + bundle.directory());
    try (StgcnForecaster model = StgcnBundles.load(bundle, series.measured())) {
      ChronologicalSplit split =
          ChronologicalSplit.byFractions(
              series.steps(), file.plan().trainShare(), file.plan().validationShare());
      PartEvaluation evaluation =
          new PartEvaluation(
              series, split, model.config().inputSteps(), model.config().horizon(), SCORED_WINDOWS);
      to.print(ScoreTable.of(evaluation.withBaselines(Optional.of(model))));
    }
    to.flush();
    return bundle;
  }
}
