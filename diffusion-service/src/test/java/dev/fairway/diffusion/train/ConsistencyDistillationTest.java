package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.ConsistencySampler;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.toy.GaussianToy;
import dev.fairway.diffusion.toy.Moments;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.ExponentialAverage;
import dev.fairway.tensor.LearningRate;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TrainingStep;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsistencyDistillationTest {

  private static final double SMALLEST = 0.05;
  private static final int STEPS = 500;
  private static final GaussianToy TOY = GaussianToy.line(0.5, 0.36);
  private static final NoiseProcess PROCESS = new EdmProcess(SMALLEST, 10, 0, 1.2);

  private final NDManager root = TensorEngine.newRoot();
  private final Parameters weights = new Parameters(root, 1);
  private final ItemNetwork student = new ItemMlp(weights, 1, 32);
  private final Parameters slowWeights = new Parameters(root, 1);
  private final ItemNetwork slowStudent = new ItemMlp(slowWeights, 1, 32);
  private final ConsistencyDistillation distillation =
      new ConsistencyDistillation(
          TimeGrid.of(PROCESS, 12),
          new ConsistencyPrediction(SMALLEST, 0.6),
          ConsistencyDistillationTest::teacher,
          1);
  private final CleanEstimator function =
      new NetworkEstimator(root, slowStudent, distillation.plan(), 1);

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void everyPointOfAPathIsMappedToItsEnd() {
    double before = distanceFromEnds();
    train();
    double after = distanceFromEnds();
    // The toy's deviation is 0.6; the teacher's own eleven steps are off by less than 0.01.
    assertThat(after).isLessThan(0.06).isLessThan(before / 4);
    double[] x = {0.3, -2, 7};
    assertThat(function.estimate(x, PROCESS.earliest())).isEqualTo(floats(x));
    requireMoments(1);
    requireMoments(1, 0.5);
  }

  /** Of items of one number. */
  private static double[] teacher(double[] noisy, double[] times) {
    CleanEstimator optimal = TOY.denoiser(PROCESS);
    double[] clean = new double[noisy.length];
    for (int i = 0; i < noisy.length; i++) {
      clean[i] = optimal.estimate(new double[] {noisy[i]}, times[i])[0];
    }
    return clean;
  }

  private static double[] floats(double[] x) {
    double[] rounded = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rounded[i] = (float) x[i];
    }
    return rounded;
  }

  /** Of samples with an evaluation at each of the times. */
  private void requireMoments(double... times) {
    var random = GaussianNoise.source(5);
    double[] start = GaussianNoise.start(PROCESS, 4000, random);
    double[] drawn =
        new ConsistencySampler(new TimeGrid(PROCESS, times)).sample(function, start, random);
    Moments moments = Moments.of(drawn, 1);
    assertThat(moments.mean()[0]).isCloseTo(0.5, within(0.1));
    assertThat(Math.sqrt(moments.covariance()[0][0])).isCloseTo(0.6, within(0.1));
  }

  private void train() {
    TrainingStep step = new TrainingStep(root, weights, new AdamOptimizer(root, weights, 0), 1);
    ExponentialAverage average = new ExponentialAverage(weights, 0.95);
    LearningRate rate = LearningRate.cosine(1e-2, 0.05);
    SplittableRandom random = new SplittableRandom(3);
    float[] alike = new float[64];
    Arrays.fill(alike, 1);
    for (int i = 0; i < STEPS; i++) {
      slowWeights.copyFrom(average.weights());
      double[] data = TOY.draw(64, random);
      step.run(
          rate.at(i / (double) STEPS),
          scope -> distillation.loss(scope, student, slowStudent, data, alike, random));
      average.update();
    }
    slowWeights.copyFrom(average.weights());
  }

  /** Mean distance of f from the path's end at the smallest level, over paths and times. */
  private double distanceFromEnds() {
    double[] data = TOY.draw(50, new SplittableRandom(9));
    Level least = PROCESS.at(0);
    double sum = 0;
    double[] times = {1, 0.8, 0.6, 0.4, 0.2};
    for (double time : times) {
      Level level = PROCESS.at(time);
      double[] on = TOY.path(data, least, level);
      double[] said = function.estimate(on, time);
      for (int i = 0; i < data.length; i++) {
        sum += Math.abs(said[i] - data[i]) / (data.length * times.length);
      }
    }
    return sum;
  }
}
