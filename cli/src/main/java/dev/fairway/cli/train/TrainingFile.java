package dev.fairway.cli.train;

import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What forecaster is trained and how.
 *
 * <pre>
 * model:            # every key of its form; without the section the modern form as it is shipped
 *   form: classic
 *   inputSteps: 12
 *   ...
 * training:         # keys that differ from the usual plan
 *   epochs: 60
 *   patience: 8
 * </pre>
 */
public record TrainingFile(ForecasterConfig model, TrainingPlan plan) {

  private static final String MODEL = "model";
  private static final String TRAINING = "training";

  /** Longer than any training: it ends by its epochs or its patience, whatever the machine. */
  static final Duration NO_LIMIT = Duration.ofDays(365);

  /**
   * @param file empty for the usual model and plan
   * @param seed of the plan
   * @throws IOException if the file cannot be read, or a section or key is missing, unknown or
   *     wrong; the message names it
   */
  public static TrainingFile read(Optional<Path> file, long seed) throws IOException {
    TrainingPlan usual = TrainingPlan.standard(seed).within(NO_LIMIT);
    if (file.isEmpty()) {
      return new TrainingFile(ModernConfig.standard(), usual);
    }
    SettingsFile read = SettingsFile.read(file.get());
    read.requireSections(Set.of(MODEL, TRAINING));
    return new TrainingFile(
        read.has(MODEL) ? read.whole(MODEL, ForecasterConfig.class) : ModernConfig.standard(),
        read.differing(TRAINING, usual, TrainingPlan.class, "seed"));
  }

  /** The same, to end within a given time. */
  public TrainingFile within(Duration longest) {
    return new TrainingFile(model, plan.within(longest));
  }
}
