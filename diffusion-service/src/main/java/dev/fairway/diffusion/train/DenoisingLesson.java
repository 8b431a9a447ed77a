package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Denoising windows of a series, some cells of which are given: see {@link RandomMasks}. */
final class DenoisingLesson implements Lesson<Denoiser> {

  private static final int VALIDATION_WINDOWS = 32;

  private final TrainingWindows training;
  private final TrainingSettings settings;
  private final List<TrainingBatch> looks = new ArrayList<>();

  DenoisingLesson(TrainingWindows training, TrainingWindows validation, TrainingSettings settings) {
    this.training = training;
    this.settings = settings;
    RandomGenerator random = GaussianNoise.source(settings.seed());
    int batch = settings.optimisation().batch();
    for (int windows = 0; windows < VALIDATION_WINDOWS; windows += batch) {
      looks.add(validation.spread(batch, settings.noise(), settings.weight(), random));
    }
  }

  @Override
  public NDArray loss(
      TensorScope scope, Denoiser denoiser, Supplier<Denoiser> average, RandomGenerator random) {
    TrainingBatch batch =
        training.draw(settings.optimisation().batch(), settings.noise(), settings.weight(), random);
    return loss(scope, denoiser, batch);
  }

  /** The mean over all scored cells. */
  @Override
  public double validate(NDManager root, Denoiser denoiser) {
    double sum = 0;
    double cells = 0;
    for (TrainingBatch batch : looks) {
      double scored = 0;
      for (float cell : batch.scored()) {
        scored += cell;
      }
      try (TensorScope scope = new TensorScope(root)) {
        sum += loss(scope, denoiser, batch).getFloat() * scored;
      }
      cells += scored;
    }
    return cells == 0 ? 0 : sum / cells;
  }

  /**
   * Squared error over the cells that are known but were not given, each level with its weight: the
   * weighted mean. With equal weights L_simple (Ho et al. 2020).
   */
  private static NDArray loss(TensorScope scope, Denoiser denoiser, TrainingBatch batch) {
    NDArray predicted = denoiser.forward(batch.input(scope), Trace.NONE);
    return Losses.mse(
        predicted,
        scope.tensor(batch.target(), batch.shape()),
        scope.tensor(batch.scored(), batch.shape()));
  }
}
