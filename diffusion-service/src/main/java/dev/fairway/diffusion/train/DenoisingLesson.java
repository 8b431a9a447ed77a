package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Denoising windows of a series, some cells of which are given (see {@link RandomMasks}). */
final class DenoisingLesson implements Lesson<Denoiser> {

  private static final int VALIDATION_WINDOWS = 32;

  private final TrainingWindows training;
  private final WindowSpace space;
  private final Pairing pairing;
  private final NoisePlan noise;
  private final LossWeight weight;
  private final int batch;
  private final DenoisingLoss loss;
  private final List<Example> looks = new ArrayList<>();

  private record Example(WindowItems items, Pairing.Pairs pairs) {}

  DenoisingLesson(
      TrainingWindows training,
      TrainingWindows validation,
      WindowSpace space,
      Pairing pairing,
      TrainingSettings settings) {
    this(
        training,
        validation,
        space,
        pairing,
        settings.noise(),
        settings.weight(),
        settings.optimisation().batch(),
        settings.seed());
  }

  /**
   * @param batch windows in a loss
   * @param seed of what is always looked at
   */
  DenoisingLesson(
      TrainingWindows training,
      TrainingWindows validation,
      WindowSpace space,
      Pairing pairing,
      NoisePlan noise,
      LossWeight weight,
      int batch,
      long seed) {
    this.training = training;
    this.space = space;
    this.pairing = pairing;
    this.noise = noise;
    this.weight = weight;
    this.batch = batch;
    this.loss = new DenoisingLoss(noise, space.numbers());
    RandomGenerator random = GaussianNoise.source(seed);
    for (int windows = 0; windows < VALIDATION_WINDOWS; windows += batch) {
      double[] times = new double[batch];
      for (int b = 0; b < batch; b++) {
        times[b] = noise.process().trainingTime((b + 0.5) / batch);
      }
      looks.add(example(pairing.judged(), validation.spread(batch, random), times, random));
    }
  }

  @Override
  public NDArray loss(
      TensorScope scope, Denoiser denoiser, Supplier<Denoiser> average, RandomGenerator random) {
    double[] times = new double[batch];
    for (int b = 0; b < batch; b++) {
      times[b] = noise.process().trainingTime(random.nextDouble());
    }
    Example drawn = example(pairing, training.draw(batch, random), times, random);
    return loss(scope, denoiser, drawn, weights(drawn));
  }

  private Example example(Pairing by, WindowBatch windows, double[] times, RandomGenerator random) {
    WindowItems items = WindowItems.of(windows, space);
    return new Example(items, by.of(items, times, random));
  }

  /** The mean over all that counts. */
  @Override
  public double validate(NDManager root, Denoiser denoiser) {
    double sum = 0;
    double total = 0;
    for (Example look : looks) {
      float[] weights = weights(look);
      double its = 0;
      for (float w : weights) {
        its += w;
      }
      try (TensorScope scope = new TensorScope(root)) {
        sum += loss(scope, denoiser, look, weights).getFloat() * its;
      }
      total += its;
    }
    return total == 0 ? 0 : sum / total;
  }

  private NDArray loss(TensorScope scope, Denoiser denoiser, Example example, float[] weights) {
    return loss.of(
        scope,
        example.items().seenBy(denoiser),
        example.pairs().coupling(),
        example.pairs().times(),
        weights);
  }

  /** Each level with its weight. */
  private float[] weights(Example example) {
    float[] weights = example.pairs().counts().clone();
    int numbers = space.numbers();
    double[] times = example.pairs().times();
    for (int b = 0; b < times.length; b++) {
      double ofLevel = weight.at(noise.process().at(times[b]), noise.prediction());
      for (int i = b * numbers; i < (b + 1) * numbers; i++) {
        weights[i] *= (float) ofLevel;
      }
    }
    return weights;
  }
}
