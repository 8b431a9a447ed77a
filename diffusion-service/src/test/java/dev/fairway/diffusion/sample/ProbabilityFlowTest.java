package dev.fairway.diffusion.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.toy.EnergyDistance;
import dev.fairway.diffusion.toy.GaussianToy;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of the probability-flow ODE, down and up. */
class ProbabilityFlowTest {

  private static final GaussianToy TOY = GaussianToy.tilted();

  static Stream<NoiseProcess> processes() {
    return Stream.of(EdmProcess.standard(), VariancePreserving.standard(), new FlowPath());
  }

  private static TimeGrid grid(NoiseProcess process) {
    return process instanceof VariancePreserving
        ? TimeGrid.evenInLogRatio(process, 400)
        : TimeGrid.of(process, 400);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void itsEndIsWhereTheGaussiansPathEnds(NoiseProcess process) {
    double[] start = GaussianNoise.start(process, 30, GaussianNoise.source(1));
    double[] end =
        new HeunSampler(grid(process), 0)
            .sample(TOY.denoiser(process), start, GaussianNoise.source(2));
    double[] exact = TOY.path(start, process.at(1), new Level(1, 0));
    for (int i = 0; i < end.length; i++) {
      assertThat(end[i]).isCloseTo(exact[i], within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void outAndBackIsWhereItStarted(NoiseProcess process) {
    HeunSampler sampler = new HeunSampler(grid(process), 0);
    double[] data = TOY.draw(10, new SplittableRandom(3));
    double[] code = sampler.invert(TOY.denoiser(process), data);
    double[] back = sampler.sample(TOY.denoiser(process), code, GaussianNoise.source(4));
    for (int i = 0; i < data.length; i++) {
      assertThat(back[i]).isCloseTo(data[i], within(1e-3));
    }
  }

  @Test
  void theMoreStepsTheBetterDdimRegeneratesWhatItInverted() {
    NoiseProcess process = NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 1000);
    double[] data = TOY.draw(200, new SplittableRandom(3));
    double before = Double.POSITIVE_INFINITY;
    for (int steps : new int[] {10, 25, 50, 100, 1000}) {
      DdimSampler sampler = new DdimSampler(TimeGrid.of(process, steps), 0);
      double[] code = sampler.invert(TOY.denoiser(process), data);
      double[] back = sampler.sample(TOY.denoiser(process), code, GaussianNoise.source(4));
      double error = 0;
      for (int i = 0; i < data.length; i++) {
        error += Math.abs(back[i] - data[i]) / data.length;
      }
      assertThat(error).as("%d steps", steps).isLessThan(before);
      before = error;
    }
    assertThat(before).isLessThan(0.01);
  }

  /** At level 5 %; and the test does see a shift of a quarter of the largest deviation. */
  @Test
  void sdeAndOdeSamplesCannotBeToldApart() {
    NoiseProcess process = VariancePreserving.standard();
    CleanEstimator denoiser = TOY.denoiser(process);
    var random = GaussianNoise.source(8);
    int cells = 3 * 400;
    double[] ode =
        new HeunSampler(TimeGrid.evenInLogRatio(process, 40), 0)
            .sample(denoiser, GaussianNoise.start(process, cells, random), random);
    double[] sde =
        new ReverseSdeSampler(TimeGrid.of(process, 1000))
            .sample(denoiser, GaussianNoise.start(process, cells, random), random);
    assertThat(EnergyDistance.pValue(ode, sde, 3, 199, random)).isGreaterThan(0.05);
    double[] shifted = sde.clone();
    for (int i = 0; i < cells; i += 3) {
      shifted[i] += 0.3;
    }
    assertThat(EnergyDistance.pValue(ode, shifted, 3, 199, random)).isLessThan(0.02);
  }
}
