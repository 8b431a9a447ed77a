package dev.fairway.cli.train;

import dev.fairway.cli.evaluate.Backtest;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Trains a forecaster for each fold of a backtest, on what comes before the fold. */
public final class FoldTraining implements Backtest.ModelOfFold {

  /**
   * Share of the past that the trainer scores its model on itself. The fold is not shown to it, and
   * the trainer wants a test part.
   */
  private static final double OWN_TEST = 0.1;

  private static final double TRAINING = 0.72;

  private final TrainingFile file;
  private final Path out;
  private final String command;
  private final Clock clock;

  /**
   * @param out where bundles and checkpoints are made
   * @param command what the cards name as having made the models
   */
  public FoldTraining(TrainingFile file, Path out, String command, Clock clock) {
    this.file = file;
    this.out = out;
    this.command = command;
    this.clock = clock;
  }

  /** The same model for each fold. */
  public static Backtest.ModelOfFold fixed(ModelBundle bundle, MeasuredNetwork measured) {
    return (past, split) -> load(bundle, measured);
  }

  @Override
  public Optional<? extends Forecaster> of(TrafficSeries past, ChronologicalSplit split)
      throws IOException {
    try (TrainingBar bar = new TrainingBar()) {
      ModelBundle bundle =
          new ForecasterTrainer(
                  past,
                  file.model(),
                  file.plan().split(TRAINING, 1 - TRAINING - OWN_TEST),
                  HoleFiller::seasonal,
                  Additions.NONE,
                  clock)
              .train(out, out.resolve("checkpoints"), command, bar::show);
      return load(bundle, past.measured());
    }
  }

  private static Optional<? extends Forecaster> load(ModelBundle bundle, MeasuredNetwork measured)
      throws IOException {
    try {
      return Optional.of(StgcnBundles.load(bundle, measured));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
