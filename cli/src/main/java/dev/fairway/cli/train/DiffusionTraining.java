package dev.fairway.cli.train;

import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Trains a diffusion model on the stream's history and tells the service of it. */
public final class DiffusionTraining {

  private static final int STEPS = 1500;

  private final TrainingRequest request;
  private final Clock clock;

  public DiffusionTraining(TrainingRequest request, Clock clock) {
    this.request = request;
    this.clock = clock;
  }

  /** Trains, and promotes the model if its validation loss fell. */
  public void run() throws IOException, InterruptedException {
    try (Training training = new Training(request, ModelEvent.Role.DIFFUSION, clock)) {
      try {
        TrafficSeries series = training.history();
        ModelBundle bundle =
            new DiffusionTrainer(
                    TrainingSettings.defaults(STEPS, request.longest(), request.seed()), clock)
                .train(
                    series,
                    ChronologicalSplit.byFractions(series.steps(), 0.6, 0.2),
                    training.bundles(),
                    Optional.of(training.checkpoints()),
                    training.command(),
                    progress ->
                        training
                            .announcer()
                            .training(
                                progress.share(),
                                progress.loss(),
                                "step %d of at most %d, validation loss %.4f"
                                    .formatted(
                                        progress.step(),
                                        progress.steps(),
                                        progress.validationLoss())));
        announce(training.announcer(), bundle);
      } catch (IOException | RuntimeException e) {
        training.announcer().failed(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  private static void announce(ModelAnnouncer announcer, ModelBundle bundle) {
    Map<String, Double> scores = bundle.card().scores();
    double before = scores.get("validation-loss-start");
    double after = scores.get("validation-loss-end");
    String words = "validation loss %.4f, before training %.4f".formatted(after, before);
    if (after < before) {
      announcer.promoted(bundle, words);
    } else {
      announcer.rejected(bundle, words);
    }
  }
}
