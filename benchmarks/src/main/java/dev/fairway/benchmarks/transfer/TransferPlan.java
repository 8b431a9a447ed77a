package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.diffusion.train.TrainingSettings.Budget;
import dev.fairway.diffusion.train.TrainingSettings.Optimisation;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.util.List;

/**
 * What every arm is given alike.
 *
 * @param forecasterSteps of a forecaster's training, 32 windows each, whatever there is to learn
 *     from
 * @param diffusionSteps of a diffusion model's training, 16 windows each
 * @param synthetic windows that are drawn
 * @param probabilities p0 of synthetic windows, of which the validation part chooses, or none of
 *     them: 0 is always among the choices
 */
public record TransferPlan(
    int forecasterSteps, int diffusionSteps, int synthetic, List<Double> probabilities) {

  private static final int BATCH = 32;
  private static final int LARGEST_EPOCH = 640;
  private static final int LOOKS = 10;
  private static final Optimisation LEARNING = new Optimisation(16, 5e-4, 0.99, 1);

  /** Steps of a window that an autoencoder makes one of, and the width of its layers. */
  private static final int CODED_STEPS = 4;

  private static final int CODEC_WIDTH = 64;

  /** Time never ends a training here. */
  private static final Duration FOR_EVER = Duration.ofDays(100);

  /** The product's, but for its length, which is the same for any amount of data. */
  TrainingPlan forecaster(ThinTask task, int trainingWindows, int steps, long seed) {
    int epoch = Math.min(LARGEST_EPOCH, trainingWindows);
    int stepsPerEpoch = (epoch + BATCH - 1) / BATCH;
    int epochs = Math.max(1, steps / stepsPerEpoch);
    TrainingPlan product = TrainingPlan.standard(seed);
    return new TrainingPlan(
        task.trainShare(),
        task.validationShare(),
        BATCH,
        epochs,
        epoch,
        product.sitesPerBatch(),
        epochs,
        product.learningRate(),
        product.weightDecay(),
        product.weightAverage(),
        FOR_EVER,
        seed);
  }

  /**
   * The product's, but for its length, and batches, a rate and an average of weights that suit it:
   * a model that starts from the best linear guess has little to add, and learned at the product's
   * rate from so little it adds chance.
   *
   * @param windowSteps intervals in a window
   */
  TrainingSettings diffusion(int windowSteps, long seed) {
    return diffusion(windowSteps, SpaceShape.CELLS, LEARNING, budget(), seed);
  }

  /**
   * The same for a model of latents, of which the autoencoder is wanted: it keeps the sites, and
   * half of the numbers.
   */
  TrainingSettings autoEncoder(int windowSteps, MeasuredNetwork measured, long seed) {
    int channels = measured.channels().size();
    return diffusion(
        windowSteps,
        new CodecShape(
            channels * CODED_STEPS / 2, CODED_STEPS, measured.network().size(), CODEC_WIDTH),
        LEARNING,
        budget(),
        seed);
  }

  /** Of a model that stays as it began. */
  TrainingSettings untrained(int windowSteps, long seed) {
    return diffusion(
        windowSteps,
        SpaceShape.CELLS,
        new Optimisation(8, 0, 0, 1),
        new Budget(1, FOR_EVER, 1, 1),
        seed);
  }

  private Budget budget() {
    return new Budget(diffusionSteps, FOR_EVER, Math.max(1, diffusionSteps / LOOKS), LOOKS);
  }

  private static TrainingSettings diffusion(
      int windowSteps, SpaceShape space, Optimisation optimisation, Budget budget, long seed) {
    TrainingSettings product = TrainingSettings.defaults(budget.steps(), FOR_EVER, seed);
    return new TrainingSettings(
        windowSteps,
        space,
        product.denoiser(),
        product.conditionDropout(),
        product.noise(),
        product.weight(),
        optimisation,
        budget,
        product.encode(),
        product.impute(),
        seed);
  }
}
