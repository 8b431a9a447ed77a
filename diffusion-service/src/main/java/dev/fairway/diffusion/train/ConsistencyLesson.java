package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.HeunSampler;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * {@link ConsistencyDistillation} on windows of a series, some cells of which are given: a
 * teacher's whole path in one step. What is looked at between steps is how far a single step of the
 * student ends from where the teacher's path from the same noise does.
 */
final class ConsistencyLesson implements Lesson<Denoiser> {

  private static final int VALIDATION_WINDOWS = 32;

  private final TrainingWindows training;
  private final WindowSpace space;
  private final Teacher teacher;
  private final TimeGrid grid;
  private final ConsistencyPrediction prediction;
  private final int batch;
  private final WindowItems looks;
  private final double[] noise;
  private final double[] ends;

  ConsistencyLesson(
      TrainingWindows training,
      TrainingWindows validation,
      WindowSpace space,
      Teacher teacher,
      TimeGrid grid,
      ConsistencyPrediction prediction,
      TrainingSettings settings) {
    this.training = training;
    this.space = space;
    this.teacher = teacher;
    this.grid = grid;
    this.prediction = prediction;
    this.batch = settings.optimisation().batch();
    RandomGenerator random = GaussianNoise.source(settings.seed());
    this.looks = WindowItems.of(validation.spread(VALIDATION_WINDOWS, random), space);
    this.noise = GaussianNoise.start(grid.process(), looks.points().length, random);
    this.ends = new HeunSampler(grid, 0).sample(teacher.of(looks), noise, random);
  }

  @Override
  public NDArray loss(
      TensorScope scope, Denoiser student, Supplier<Denoiser> average, RandomGenerator random) {
    WindowItems items = WindowItems.of(training.draw(batch, random), space);
    return new ConsistencyDistillation(grid, prediction, teacher.of(items), items.numbers())
        .loss(
            scope,
            items.seenBy(student),
            items.seenBy(average.get()),
            items.points(),
            items.hidden(),
            random);
  }

  /** Mean squared distance, over what was not given. */
  @Override
  public double validate(NDManager root, Denoiser student) {
    double[] latest = new double[looks.count()];
    Arrays.fill(latest, grid.time(0));
    NoisePlan plan = new NoisePlan(grid.process(), prediction);
    double[] said =
        new NetworkEstimator(root, looks.seenBy(student), plan, looks.numbers())
            .estimate(noise, latest);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < said.length; i++) {
      double away = said[i] - ends[i];
      sum += looks.hidden()[i] * away * away;
      weight += looks.hidden()[i];
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
