package dev.fairway.diffusion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.toy.GaussianToy;
import dev.fairway.diffusion.toy.MixtureToy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowLikelihoodTest {

  private static final JacobianTrace EXACT = JacobianTrace.exact(1e-4);

  /**
   * The path starts from N(0, s^2 I), not from the marginal with its last trace of the data: with
   * that correction the density comes out to 1e-3, without it to a few hundredths of a nat.
   */
  @Test
  void theGaussiansLogDensityComesOut() {
    GaussianToy toy = GaussianToy.tilted();
    TimeGrid vp = TimeGrid.evenInLogRatio(VariancePreserving.standard(), 800);
    TimeGrid edm = TimeGrid.of(EdmProcess.standard(), 800);
    double[] items = toy.draw(5, new SplittableRandom(1));
    for (TimeGrid grid : new TimeGrid[] {vp, edm}) {
      CleanEstimator denoiser = toy.denoiser(grid.process());
      Level last = grid.level(grid.last());
      for (int i = 0; i < items.length; i += 3) {
        double[] x = Arrays.copyOfRange(items, i, i + 3);
        double[] code = toy.path(x, last, grid.level(0));
        double correction =
            logPrior(code, grid.level(0).noise()) - toy.logDensity(code, grid.level(0));
        double density = new FlowLikelihood(grid, EXACT).logDensity(denoiser, x);
        assertThat(density).isCloseTo(toy.logDensity(x, last) + correction, within(1e-3));
        assertThat(density).isCloseTo(toy.logDensity(x, last), within(0.05));
      }
    }
  }

  private static double logPrior(double[] x, double deviation) {
    double sum = 0;
    for (double cell : x) {
      sum -= cell * cell / (2 * deviation * deviation);
    }
    return sum - x.length * Math.log(2 * Math.PI * deviation * deviation) / 2;
  }

  @Test
  void soDoesTheMixtures() {
    MixtureToy toy = MixtureToy.plane();
    TimeGrid grid = TimeGrid.of(EdmProcess.standard(), 300);
    double[] items = toy.draw(5, new SplittableRandom(2));
    for (int i = 0; i < items.length; i += 2) {
      double[] x = Arrays.copyOfRange(items, i, i + 2);
      assertThat(new FlowLikelihood(grid, EXACT).logDensity(toy.denoiser(grid.process()), x))
          .isCloseTo(toy.logDensity(x, grid.level(grid.last())), within(1e-2));
    }
  }

  /** Random signs estimate the trace without bias: four standard errors. */
  @Test
  void hutchinsonsEstimateIsTheTraceOnAverage() {
    GaussianToy toy = GaussianToy.tilted();
    NoiseProcess process = VariancePreserving.standard();
    CleanEstimator denoiser = toy.denoiser(process);
    double[] x = {0.3, -0.2, 0.5};
    double exact = EXACT.of(denoiser, x, 0.3);
    Level level = process.at(0.3);
    assertThat(exact).isCloseTo(trace(toy, level), within(1e-6));
    int probes = 4000;
    SplittableRandom random = new SplittableRandom(3);
    double estimate = JacobianTrace.hutchinson(probes, 1e-4, random).of(denoiser, x, 0.3);
    // The variance of a probe is twice the squares off the diagonal, below twice the trace's
    // square.
    assertThat(estimate).isCloseTo(exact, within(4 * exact * Math.sqrt(2.0 / probes)));
    assertThat(estimate).isNotEqualTo(exact);
  }

  /** Of a S (a^2 S + s^2 I)^-1. */
  private static double trace(GaussianToy toy, Level level) {
    double sum = 0;
    for (double l : toy.variances()) {
      sum += level.signal() * l / (level.alphaBar() * l + level.noise() * level.noise());
    }
    return sum;
  }
}
