package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.represent.DiffusionEncoder;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorScope;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a denoiser learned before it was made to serve something else: to denoise the windows of a
 * series, here as a loss beside another one, and as scores of what is left of it.
 */
public final class OwnLoss {

  private static final double CONDITION_DROPOUT = 0.1;

  private final DenoisingLesson lesson;
  private final TrainingWindows validation;
  private final long seed;

  /**
   * @param model as it is to see the series
   * @param batch windows in a loss
   */
  public OwnLoss(
      DiffusionModel model, TrafficSeries series, ChronologicalSplit split, int batch, long seed) {
    DiffusionArchitecture architecture = model.architecture();
    WindowSpace space = model.space();
    TrainingWindows training =
        new TrainingWindows(
            series, split.train(), architecture.steps(), model.scaler(), CONDITION_DROPOUT);
    this.validation =
        new TrainingWindows(series, split.validation(), architecture.steps(), model.scaler(), 0);
    this.seed = seed;
    this.lesson =
        new DenoisingLesson(
            training,
            validation,
            space,
            Pairing::independent,
            architecture.noise(),
            LossWeight.SIMPLE,
            batch,
            seed);
  }

  /** Of windows of the training part, drawn at random: a scalar. */
  public NDArray of(TensorScope scope, DiffusionEncoder encoder, RandomGenerator random) {
    return lesson.loss(
        scope,
        encoder.denoiser(),
        () -> {
          throw new IllegalStateException("This loss knows no average of the weights");
        },
        random);
  }

  /** How well a model fills the holes of windows of the validation part. */
  public Map<String, Double> scores(DiffusionModel model) {
    return ImputationScores.of(model, validation, seed);
  }
}
