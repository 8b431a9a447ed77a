package dev.fairway.diffusion.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.Posterior;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.toy.GaussianToy;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VariationalBoundTest {

  private static final int ITEMS = 20_000;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000);

  /** Some of the schedule's steps, first and last among them. */
  private static TimeGrid resampled(int steps) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = Math.round(1000 - 999.0 * i / (steps - 1)) / 1000.0;
    }
    return new TimeGrid(SCHEDULE, times);
  }

  /** For N(0, 2) and its exact denoiser: what the bound gives away, in nats for an item. */
  @Test
  void theBoundLiesAboveTheEntropyAndComesDownToIt() {
    int[] steps = {100, 300, 1000};
    double[] rounded = {9.8, 1.9, 0.5};
    for (int i = 0; i < steps.length; i++) {
      assertThat(exactGap(resampled(steps[i]))).isCloseTo(rounded[i], within(0.1));
      // Of each item -log p, and with it the bound, has a deviation near 1.
      assertThat(gap(resampled(steps[i])))
          .isCloseTo(exactGap(resampled(steps[i])), within(5 / Math.sqrt(ITEMS)));
    }
  }

  private static double entropy(double variance) {
    return Math.log(2 * Math.PI * Math.E * variance) / 2;
  }

  /** In closed form: a step's term is half the fall of the SNR times the least error of x0. */
  private static double exactGap(TimeGrid grid) {
    GaussianToy toy = GaussianToy.line(0, 2);
    Level end = grid.level(0);
    double noise = end.noise() * end.noise();
    double nats = (2 * end.alphaBar() + noise - 1 - Math.log(noise)) / 2;
    for (int k = 0; k < grid.last(); k++) {
      double fall = grid.level(k + 1).snr() - grid.level(k).snr();
      nats += fall * toy.leastError(grid.level(k)) / 2;
    }
    return nats + entropy(toy.leastError(grid.level(grid.last()))) - entropy(2);
  }

  private static double gap(TimeGrid grid) {
    GaussianToy toy = GaussianToy.line(0, 2);
    CleanEstimator denoiser = toy.denoiser(SCHEDULE);
    SplittableRandom random = new SplittableRandom(1);
    double[] data = toy.draw(ITEMS, random);
    double best = VariationalBound.bestDecoderVariance(grid, denoiser, data, random);
    return new VariationalBound(grid, best).of(denoiser, data, random) / ITEMS - entropy(2);
  }

  /** A denoiser that knows less pays for it. */
  @Test
  void aWorseDenoiserHasALargerBound() {
    GaussianToy toy = GaussianToy.line(0, 2);
    TimeGrid grid = resampled(300);
    double[] data = toy.draw(ITEMS, new SplittableRandom(1));
    VariationalBound bound = new VariationalBound(grid, 1e-4);
    double exact = bound.of(toy.denoiser(SCHEDULE), data, new SplittableRandom(2));
    double wrong =
        bound.of(GaussianToy.line(0.5, 2).denoiser(SCHEDULE), data, new SplittableRandom(2));
    assertThat(wrong).isGreaterThan(exact);
  }

  /** beta^2 / (2 v alpha (1 - abar)) on epsilon is the posterior's weight on x0. */
  @Test
  void aTermIsTheWeightedErrorOfEpsilonToo() {
    for (int k : new int[] {2, 500, 1000}) {
      Posterior posterior = Posterior.between(SCHEDULE.level(k - 1), SCHEDULE.level(k));
      double onClean = posterior.fromClean() * posterior.fromClean() / (2 * posterior.variance());
      double beta = SCHEDULE.beta(k);
      double noise = SCHEDULE.level(k).noise();
      double onNoise = beta * beta / (2 * posterior.variance() * SCHEDULE.alpha(k) * noise * noise);
      // epsilon's error is a / s times that of x0.
      assertThat(onNoise * SCHEDULE.level(k).snr()).isCloseTo(onClean, within(1e-6 * onClean));
    }
  }
}
