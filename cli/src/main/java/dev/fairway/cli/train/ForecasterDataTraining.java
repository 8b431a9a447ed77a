package dev.fairway.cli.train;

import dev.fairway.cli.evaluate.PartEvaluation;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.SourceForecaster;
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

/**
 * A forecaster, scored on the test part beside the baselines.
 *
 * @param diffusion bundle of the diffusion model whose representation it is given, if any
 * @param source bundle of a forecaster of another network to go on with, if any; then the file says
 *     only how it is trained
 * @param out where the bundle and, below, checkpoints are made
 * @param command what the card names as having made the model
 */
public record ForecasterDataTraining(
    TrafficSeries series,
    TrainingFile file,
    Optional<Path> diffusion,
    Optional<Path> source,
    Path out,
    String command,
    Clock clock)
    implements DataTraining {

  /** Windows of the test part that the printed scores are taken on. */
  private static final int SCORED_WINDOWS = 300;

  @Override
  public ModelBundle run(PrintWriter to, StopRequest stop) throws IOException, BundleException {
    if (diffusion.isEmpty()) {
      return run(to, stop, Additions.NONE);
    }
    try (OpenEncoder encoder = OpenEncoder.of(diffusion.get(), series)) {
      return run(to, stop, Additions.of(encoder.features()));
    }
  }

  private ModelBundle run(PrintWriter to, StopRequest stop, Additions additions)
      throws IOException, BundleException {
    Optional<SourceForecaster> known = known();
    ModelBundle bundle;
    try (TrainingBar bar = new TrainingBar()) {
      bundle =
          new ForecasterTrainer(
                  series,
                  known.map(SourceForecaster::config).orElse(file.model()),
                  file.plan(),
                  HoleFiller::seasonal,
                  known.map(additions::from).orElse(additions),
                  clock)
              .train(
                  out,
                  out.resolve("checkpoints"),
                  command,
                  progress -> {
                    stop.check();
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
              series,
              split,
              model.config().inputSteps(),
              model.config().horizon(),
              additions.features(),
              SCORED_WINDOWS);
      to.print(ScoreTable.of(evaluation.withBaselines(Optional.of(model))));
    }
    to.flush();
    return bundle;
  }

  private Optional<SourceForecaster> known() throws IOException, BundleException {
    return source.isEmpty()
        ? Optional.empty()
        : Optional.of(StgcnBundles.source(ModelBundle.open(source.get()), series.measured()));
  }
}
