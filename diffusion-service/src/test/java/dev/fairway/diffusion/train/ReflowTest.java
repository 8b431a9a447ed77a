package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.DdimSampler;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.HeunSampler;
import dev.fairway.diffusion.sample.Straightness;
import dev.fairway.diffusion.toy.GaussianToy;
import dev.fairway.diffusion.toy.MixtureToy;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.LearningRate;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TrainingStep;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReflowTest {

  private static final int STEPS = 500;
  private static final NoiseProcess FLOW = new FlowPath();
  private static final NoisePlan PLAN = new NoisePlan(FLOW, new VelocityPrediction());
  private static final Straightness STRAIGHTNESS = new Straightness(TimeGrid.of(FLOW, 50));
  private static final HeunSampler MANY = new HeunSampler(TimeGrid.of(FLOW, 50), 0);

  private final NDManager root = TensorEngine.newRoot();

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @AfterEach
  void close() {
    root.close();
  }

  /** Two towns on a line: the optimal flow has to bend, the one trained on its pairs has not. */
  @Test
  void aSecondRoundStraightensThePathsAndHelpsASingleStep() {
    MixtureToy towns =
        new MixtureToy(
            new double[] {0.5, 0.5}, new double[][] {{-1.5}, {1.5}}, new double[] {0.3, 0.3});
    CleanEstimator teacher = towns.denoiser(FLOW);
    SplittableRandom random = new SplittableRandom(1);
    CleanEstimator student = trained(() -> Coupling.reflow(MANY, teacher, 64, random));
    double[] start = GaussianNoise.draw(500, GaussianNoise.source(7));
    assertThat(STRAIGHTNESS.of(student, start)).isLessThan(0.2 * STRAIGHTNESS.of(teacher, start));
    assertThat(errorOfOneStep(student, start)).isLessThan(0.2 * errorOfOneStep(teacher, start));
  }

  /** Flow matching with any noise for any item learns the Gaussian's optimal velocity. */
  @Test
  void plainFlowMatchingLearnsTheOptimalVelocity() {
    GaussianToy toy = GaussianToy.line(0.7, 0.3);
    SplittableRandom random = new SplittableRandom(1);
    CleanEstimator learned = trained(() -> Coupling.independent(toy.draw(256, random), random));
    double tau = 0.5;
    double[] x = {-0.3, 0.2, 0.9};
    double[] clean = learned.estimate(x, tau);
    for (int i = 0; i < x.length; i++) {
      double velocity = FLOW.at(tau).epsilon(x[i], clean[i]) - clean[i];
      double gain = (tau - (1 - tau) * 0.3) / ((1 - tau) * (1 - tau) * 0.3 + tau * tau);
      assertThat(velocity).isCloseTo(gain * (x[i] - (1 - tau) * 0.7) - 0.7, within(0.15));
    }
  }

  /** A Gaussian shrunk onto its pairs: straight lines have straightness 0, curved ones more. */
  @Test
  void straightLinesHaveStraightnessZero() {
    double shift = 0.7;
    double scale = 0.5;
    // x_t = (1 - t)(shift + scale z) + t z, solved for z.
    CleanEstimator straight =
        (x, t) -> {
          double[] clean = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            double z = (x[i] - (1 - t) * shift) / ((1 - t) * scale + t);
            clean[i] = shift + scale * z;
          }
          return clean;
        };
    double[] start = GaussianNoise.draw(100, GaussianNoise.source(7));
    assertThat(STRAIGHTNESS.of(straight, start)).isCloseTo(0, within(1e-12));
    assertThat(errorOfOneStep(straight, start)).isCloseTo(0, within(1e-12));
    CleanEstimator curved = GaussianToy.line(shift, scale * scale).denoiser(FLOW);
    assertThat(STRAIGHTNESS.of(curved, start)).isGreaterThan(0.01);
  }

  private CleanEstimator trained(Supplier<Coupling> pairs) {
    Parameters weights = new Parameters(root, 1);
    ItemNetwork network = new ItemMlp(weights, 1, 32);
    DenoisingLoss loss = new DenoisingLoss(PLAN, 1);
    TrainingStep step = new TrainingStep(root, weights, new AdamOptimizer(root, weights, 0), 1);
    LearningRate rate = LearningRate.cosine(1e-2, 0.05);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < STEPS; i++) {
      Coupling drawn = pairs.get();
      step.run(rate.at(i / (double) STEPS), scope -> loss.of(scope, network, drawn, random));
    }
    return new NetworkEstimator(root, network, PLAN, 1);
  }

  /** Mean distance of one Euler step from many Heun steps along the same flow. */
  private static double errorOfOneStep(CleanEstimator estimator, double[] start) {
    double[] one =
        new DdimSampler(TimeGrid.of(FLOW, 1), 0).sample(estimator, start, GaussianNoise.source(1));
    double[] many = MANY.sample(estimator, start, GaussianNoise.source(1));
    double sum = 0;
    for (int i = 0; i < start.length; i++) {
      sum += Math.abs(one[i] - many[i]) / start.length;
    }
    return sum;
  }
}
