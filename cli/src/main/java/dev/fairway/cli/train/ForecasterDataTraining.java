package dev.fairway.cli.train;

import dev.fairway.cli.evaluate.PartEvaluation;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.diffusion.represent.TunedDenoiser;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.Representation;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
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
 * @param encoding whose representation it is given, if anybody's
 * @param out where the bundle and, below, checkpoints are made
 * @param command what the card names as having made the model
 */
public record ForecasterDataTraining(
    TrafficSeries series,
    TrainingFile file,
    Optional<Encoding> encoding,
    Path out,
    String command,
    Clock clock)
    implements DataTraining {

  /** Windows of the test part that the printed scores are taken on. */
  private static final int SCORED_WINDOWS = 300;

  @Override
  public ModelBundle run(PrintWriter to, StopRequest stop) throws IOException, BundleException {
    if (encoding.isEmpty()) {
      ModelBundle bundle = trained(to, stop, Additions.NONE);
      show(to, bundle, Optional.empty());
      return bundle;
    }
    try (OpenEncoder encoder = OpenEncoder.of(encoding.get().diffusion(), series)) {
      if (encoding.get().jointWeight().isPresent()) {
        return tuned(to, stop, encoder.bundle(), encoding.get().jointWeight().get());
      }
      ModelBundle bundle = trained(to, stop, Additions.of(encoder.features()));
      show(to, bundle, Optional.of(encoder.features()));
      return bundle;
    }
  }

  private ModelBundle tuned(PrintWriter to, StopRequest stop, ModelBundle source, double weight)
      throws IOException, BundleException {
    try (TunedDenoiser encoder =
        new TunedDenoiser(
            source,
            series,
            split(),
            weight,
            out,
            file.plan().seed(),
            from ->
                new Provenance(
                    command,
                    series.hash(),
                    file.plan().seed(),
                    CodeVersion.current(),
                    clock.instant()))) {
      ModelBundle bundle = trained(to, stop, Additions.of(new Representation.Tuned(encoder)));
      DiffusionModel learned = encoder.learned().orElseThrow();
      to.println(
          "encoder  " + out.resolve(ModelBundle.directoryName(DiffusionModel.KIND, learned.id())));
      show(to, bundle, Optional.of(new DiffusionFeatures(learned, series)));
      return bundle;
    }
  }

  private ModelBundle trained(PrintWriter to, StopRequest stop, Additions additions)
      throws IOException {
    ModelBundle bundle;
    try (TrainingBar bar = new TrainingBar()) {
      bundle =
          new ForecasterTrainer(
                  series, file.model(), file.plan(), HoleFiller::seasonal, additions, clock)
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
    return bundle;
  }

  private void show(PrintWriter to, ModelBundle bundle, Optional<NodeFeatures> features)
      throws IOException, BundleException {
    try (StgcnForecaster model = StgcnBundles.load(bundle, series.measured())) {
      PartEvaluation evaluation =
          new PartEvaluation(
              series,
              split(),
              model.config().inputSteps(),
              model.config().horizon(),
              features,
              SCORED_WINDOWS);
      to.print(ScoreTable.of(evaluation.withBaselines(Optional.of(model))));
    }
    to.flush();
  }

  private ChronologicalSplit split() {
    return ChronologicalSplit.byFractions(
        series.steps(), file.plan().trainShare(), file.plan().validationShare());
  }
}
