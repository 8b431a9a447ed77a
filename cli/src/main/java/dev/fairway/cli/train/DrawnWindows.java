package dev.fairway.cli.train;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.augment.AugmentPlan;
import dev.fairway.diffusion.augment.Augmentation;
import dev.fairway.diffusion.augment.Dimension;
import dev.fairway.diffusion.augment.SyntheticWindows;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingProgress;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ContentHash;
import dev.fairway.provenance.KeptBundle;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Windows that a diffusion model of their own draws for a forecaster's training: it learns from the
 * same training part, and what it draws is checked as {@code fairway augment} checks it.
 *
 * @param split of the series, the forecaster's
 * @param settings of the diffusion model, whose windows are as long as the forecaster's examples
 * @param work where the model is kept: another training on the same data and settings takes it up
 */
record DrawnWindows(
    TrafficSeries series,
    ChronologicalSplit split,
    TrainingSettings settings,
    Path work,
    Clock clock) {

  /** So many are enough to choose from, and few enough to be drawn in minutes. */
  private static final int MOST = 300;

  private static final int TRIES = 4;

  /** As many windows as were measured; more where little was. */
  private static final double RATE = 2;

  private static final int DIGITS = 16;

  /**
   * @param command what the model's card names as having made it
   * @param progress of the model's training
   * @throws IllegalArgumentException if the history is too short to tell copies
   */
  Augmentation draw(String command, Consumer<TrainingProgress> progress)
      throws IOException, BundleException {
    ModelBundle bundle =
        new KeptBundle(work.resolve("drawing-" + fingerprint()))
            .orMade(
                folder ->
                    new DiffusionTrainer(settings, clock)
                        .train(
                            series, split, folder, Optional.of(work), command, progress::accept));
    try (DiffusionModel model = DiffusionModel.of(bundle)) {
      return SyntheticWindows.draw(
          model,
          series,
          split,
          new AugmentPlan(List.of(Dimension.HOUR, Dimension.WEEKDAY), RATE, MOST, TRIES),
          settings.seed(),
          (done, wanted) -> {});
    }
  }

  /** Of all that the model follows from, but for the time that its training may take. */
  private String fingerprint() {
    return new ContentHash()
        .add(settings.within(Duration.ZERO).toString())
        .add(split.toString())
        .add(series.hash())
        .hex()
        .substring(0, DIGITS);
  }
}
