package dev.fairway.forecast;

import dev.fairway.provenance.KeptBundle;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One forecaster, trained with each of some augmentations: the bundle is that of the one which the
 * validation part likes best, and says so. With a single one it is an ordinary training.
 *
 * @param plan of all trainings together: they share its time
 * @param additions but for the augmentation
 * @param candidates at least one
 */
public record ForecasterTrials(
    TrafficSeries series,
    ForecasterConfig config,
    TrainingPlan plan,
    HoleFiller.Factory filler,
    Additions additions,
    List<Augmentation> candidates,
    InstantSource clock) {

  private static final int DIGITS = 16;

  public ForecasterTrials {
    candidates = List.copyOf(candidates);
  }

  /**
   * As {@link ForecasterTrainer#train}. A candidate that was trained before a break is not trained
   * again.
   */
  public ModelBundle train(
      Path parent, Path work, String command, Consumer<TrainingProgress> listener)
      throws IOException {
    if (candidates.size() == 1) {
      return trainer(candidates.get(0)).train(parent, work, command, listener);
    }
    List<KeptBundle> kept = new ArrayList<>();
    AugmentationChoice.Outcome outcome =
        AugmentationChoice.among(
            candidates,
            augmentation -> {
              ForecasterTrainer trainer = trainer(augmentation);
              KeptBundle bundle = kept(work, trainer);
              kept.add(bundle);
              return bundle.orMade(
                  folder ->
                      trainer.train(
                          folder,
                          work,
                          command,
                          progress -> listener.accept(of(augmentation, progress))));
            });
    ModelBundle chosen = StgcnBundles.chosen(outcome, parent);
    for (KeptBundle bundle : kept) {
      bundle.delete();
    }
    return chosen;
  }

  private ForecasterTrainer trainer(Augmentation augmentation) {
    Duration each = plan.budget().dividedBy(candidates.size());
    return new ForecasterTrainer(
        series, config, plan.within(each), filler, additions.augmented(augmentation), clock);
  }

  private static KeptBundle kept(Path work, ForecasterTrainer trainer) {
    return new KeptBundle(work.resolve("candidate-" + trainer.fingerprint().substring(0, DIGITS)));
  }

  /** How far all trainings are when one of them is so far; those to come last as long. */
  private TrainingProgress of(Augmentation augmentation, TrainingProgress progress) {
    int done = candidates.indexOf(augmentation);
    int left = candidates.size() - 1 - done;
    double whole = progress.remaining().toMillis() / Math.max(1e-3, 1 - progress.fraction());
    return new TrainingProgress(
        (done + progress.fraction()) / candidates.size(),
        progress.epoch(),
        progress.step(),
        progress.loss(),
        progress.validationLoss(),
        progress.remaining().plusMillis((long) (left * whole)));
  }
}
