package dev.fairway.cli.train;

import dev.fairway.diffusion.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What diffusion model is trained and how: what differs from the usual, by the names of {@link
 * TrainingSettings}.
 *
 * <pre>
 * denoiser: {form: u-vit, width: 64, depth: 5, heads: 4, patch: 3, positions: 8,
 *            conditioning: {prior: true, eventKinds: 0}}
 * space: {kind: latent, channels: 4, stride: 4, clusters: 24, width: 32}
 * noise:
 *   process: {kind: flow}
 *   prediction: {kind: velocity}
 * optimisation: {batch: 16}
 * budget: {steps: 20000, validateEvery: 500}
 * impute: {sampler: heun, evaluations: 9, samples: 8}
 * </pre>
 */
public final class DiffusionTrainingFile {

  private static final int STEPS = 1500;

  /**
   * @param file empty for the usual settings, which know no limit in time
   * @throws IOException if the file cannot be read, or a key is missing, unknown or wrong; the
   *     message names file, line and key
   */
  public static TrainingSettings read(Optional<Path> file, long seed) throws IOException {
    TrainingSettings usual = TrainingSettings.defaults(STEPS, TrainingFile.NO_LIMIT, seed);
    return file.isEmpty()
        ? usual
        : SettingsFile.read(file.get()).differing("", usual, TrainingSettings.class, "seed");
  }

  private DiffusionTrainingFile() {}
}
