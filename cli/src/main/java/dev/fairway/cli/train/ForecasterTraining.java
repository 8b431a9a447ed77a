package dev.fairway.cli.train;

import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.TrainingProgress;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Trains a forecaster on the stream's history, judges it and tells the stream. */
public final class ForecasterTraining {

  private final TrainingRequest request;
  private final TrainingFile file;
  private final boolean withRepresentation;
  private final Clock clock;

  /**
   * @param withRepresentation whether it is given that of the diffusion model that runs
   */
  public ForecasterTraining(
      TrainingRequest request, TrainingFile file, boolean withRepresentation, Clock clock) {
    this.request = request;
    this.file = file;
    this.withRepresentation = withRepresentation;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException if a representation is asked for and no diffusion model runs
   */
  public void run() throws IOException, InterruptedException, BundleException {
    try (Training training = new Training(request, ModelEvent.Role.FORECASTER, clock)) {
      try {
        TrafficSeries series = training.history();
        if (withRepresentation) {
          ModelBundle encoder =
              training
                  .champion(ModelEvent.Role.DIFFUSION)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "--representation: no diffusion model of "
                                  + request.network()
                                  + " runs"));
          try (DiffusionModel model = DiffusionModel.of(encoder)) {
            train(training, series, Additions.of(new DiffusionFeatures(model, series)));
          }
        } else {
          train(training, series, Additions.NONE);
        }
      } catch (IOException | RuntimeException | BundleException e) {
        training.announcer().failed(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  private void train(Training training, TrafficSeries series, Additions additions)
      throws IOException, BundleException {
    ModelBundle bundle =
        new ForecasterTrainer(
                series,
                file.model(),
                file.plan().within(request.longest()),
                HoleFiller::seasonal,
                additions,
                clock)
            .train(
                training.bundles(),
                training.checkpoints(),
                training.command() + (withRepresentation ? " --representation" : ""),
                progress ->
                    training
                        .announcer()
                        .training(progress.fraction(), progress.loss(), words(progress)));
    Judgement judgement =
        Judgement.of(
            bundle.card(), training.champion(ModelEvent.Role.FORECASTER).map(ModelBundle::card));
    String what = withRepresentation ? "STGCN with diffusion representation: " : "STGCN: ";
    if (judgement.promoted()) {
      training.announcer().promoted(bundle, what + judgement.reason());
    } else {
      training.announcer().rejected(bundle, what + judgement.reason());
    }
  }

  private static String words(TrainingProgress progress) {
    Duration left = progress.remaining();
    return "epoch %d, %s, at most %d:%02d min left"
        .formatted(progress.epoch(), progress.validation(), left.toMinutes(), left.toSecondsPart());
  }
}
