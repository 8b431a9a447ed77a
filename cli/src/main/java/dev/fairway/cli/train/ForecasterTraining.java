package dev.fairway.cli.train;

import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.AugmentationChoice;
import dev.fairway.forecast.ForecasterTrials;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.forecast.TrainingProgress;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains a forecaster on the stream's history, judges it and tells the stream. Where it may learn
 * from synthetic windows, a third of the time goes to the diffusion model that draws them, and the
 * rest to the candidates of which the validation part chooses.
 */
public final class ForecasterTraining {

  /** One in so many parts of the time is the drawing model's. */
  private static final int DRAWING_PART = 3;

  private static final String MAKER = "a diffusion model of the same history";

  private final TrainingRequest request;
  private final TrainingFile file;
  private final boolean withRepresentation;
  private final SyntheticShares synthetic;
  private final Clock clock;

  /**
   * @param withRepresentation whether it is given that of the diffusion model that runs
   * @param synthetic how much of its examples may be drawn
   */
  public ForecasterTraining(
      TrainingRequest request,
      TrainingFile file,
      boolean withRepresentation,
      SyntheticShares synthetic,
      Clock clock) {
    this.request = request;
    this.file = file;
    this.withRepresentation = withRepresentation;
    this.synthetic = synthetic;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException if a representation is asked for and no diffusion model runs
   * @throws IllegalArgumentException if synthetic examples are asked for and the history is too
   *     short for drawn windows to be checked
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
            DiffusionFeatures features = new DiffusionFeatures(model, series);
            train(
                training,
                series,
                Additions.of(features),
                Optional.of(window -> features.encode(window)));
          }
        } else {
          train(training, series, Additions.NONE, Optional.empty());
        }
      } catch (IOException | RuntimeException | BundleException e) {
        training.announcer().failed(String.valueOf(e.getMessage()));
        throw e;
      }
    }
  }

  private void train(
      Training training,
      TrafficSeries series,
      Additions additions,
      Optional<Function<TrafficWindow, float[]>> representation)
      throws IOException, BundleException {
    String command =
        training.command()
            + (withRepresentation ? " --representation" : "")
            + (synthetic.areNone() ? "" : synthetic.arguments());
    List<Augmentation> candidates = candidates(training, series, representation, command);
    ModelBundle bundle =
        new ForecasterTrials(
                series,
                file.model(),
                file.plan().within(request.longest().minus(drawingTime())),
                HoleFiller::seasonal,
                additions,
                candidates,
                clock)
            .train(
                training.bundles(),
                training.checkpoints(),
                command,
                progress ->
                    training
                        .announcer()
                        .training(progress.fraction(), progress.loss(), words(progress)));
    Judgement judgement =
        Judgement.of(
            bundle.card(), training.champion(ModelEvent.Role.FORECASTER).map(ModelBundle::card));
    String what =
        "STGCN"
            + (withRepresentation ? " with diffusion representation" : "")
            + StgcnBundles.augmentation(bundle).map(ForecasterTraining::words).orElse("")
            + ": ";
    if (judgement.promoted()) {
      training.announcer().promoted(bundle, what + judgement.reason());
    } else {
      training.announcer().rejected(bundle, what + judgement.reason());
    }
  }

  private List<Augmentation> candidates(
      Training training,
      TrafficSeries series,
      Optional<Function<TrafficWindow, float[]>> representation,
      String command)
      throws IOException, BundleException {
    if (synthetic.areNone()) {
      return List.of(Augmentation.none());
    }
    TrainingPlan plan = file.plan();
    int inputSteps = file.model().inputSteps();
    int horizon = file.model().horizon();
    ChronologicalSplit split =
        ChronologicalSplit.byFractions(series.steps(), plan.trainShare(), plan.validationShare());
    TrainingSettings settings =
        DiffusionTrainingFile.read(Optional.empty(), request.seed())
            .ofWindows(inputSteps + horizon)
            .within(drawingTime());
    List<TrafficWindow> drawn =
        new DrawnWindows(series, split, settings, training.checkpoints(), clock)
            .draw(
                command,
                progress ->
                    training
                        .announcer()
                        .training(
                            progress.share() / DRAWING_PART,
                            progress.loss(),
                            "windows to learn from: " + DiffusionTraining.words(progress)))
            .windows();
    return SyntheticPool.of(
            drawn,
            inputSteps,
            horizon,
            HoleFiller.seasonal(split.train().of(series)),
            representation,
            MAKER)
        .candidates(synthetic.probabilities(), synthetic.mode());
  }

  private Duration drawingTime() {
    return synthetic.areNone() ? Duration.ZERO : request.longest().dividedBy(DRAWING_PART);
  }

  private static String words(AugmentationChoice choice) {
    return ", augmentation " + choice.chosen();
  }

  private static String words(TrainingProgress progress) {
    Duration left = progress.remaining();
    return "epoch %d, %s, at most %d:%02d min left"
        .formatted(progress.epoch(), progress.validation(), left.toMinutes(), left.toSecondsPart());
  }
}
