package dev.fairway.cli.train;

import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingProgress;
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

  private static final double TRAINING = 0.6;
  private static final double VALIDATION = 0.2;

  private final TrainingRequest request;
  private final TrainingSettings settings;
  private final Clock clock;

  /**
   * @param settings but for the time, which the request limits
   */
  public DiffusionTraining(TrainingRequest request, TrainingSettings settings, Clock clock) {
    this.request = request;
    this.settings = settings.within(request.longest());
    this.clock = clock;
  }

  /** The parts of a series; the last is for whoever scores what the model is good for. */
  public static ChronologicalSplit split(TrafficSeries series) {
    return ChronologicalSplit.byFractions(series.steps(), TRAINING, VALIDATION);
  }

  static String words(TrainingProgress progress) {
    return "step %d of at most %d, validation loss %.4f"
        .formatted(progress.step(), progress.steps(), progress.validationLoss());
  }

  /** Trains, and promotes the model if its validation loss fell. */
  public void run() throws IOException, InterruptedException {
    try (Training training = new Training(request, ModelEvent.Role.DIFFUSION, clock)) {
      try {
        TrafficSeries series = training.history();
        ModelBundle bundle =
            new DiffusionTrainer(settings, clock)
                .train(
                    series,
                    split(series),
                    training.bundles(),
                    Optional.of(training.checkpoints()),
                    training.command(),
                    progress ->
                        training
                            .announcer()
                            .training(progress.share(), progress.loss(), words(progress)));
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
