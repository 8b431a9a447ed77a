package dev.fairway.diffusion.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.toy.GaussianToy;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * On the Gaussian, whose ODE path is known: what doubling the number of steps does to the error.
 */
class ConvergenceTest {

  private static final GaussianToy TOY = GaussianToy.tilted();
  private static final NoiseProcess EDM = EdmProcess.standard();
  private static final NoiseProcess VP = VariancePreserving.standard();
  private static final NoiseProcess FLOW = new FlowPath();

  @Test
  void eulersMethodIsOfFirstOrder() {
    requireOrder(1, n -> TimeGrid.of(EDM, n), grid -> new DdimSampler(grid, 0));
    requireOrder(1, n -> TimeGrid.evenInLogRatio(VP, n), grid -> new DdimSampler(grid, 0));
    requireOrder(1, ConvergenceTest::flow, grid -> new DdimSampler(grid, 0));
  }

  @Test
  void heunsMethodIsOfSecondOrder() {
    requireOrder(2, n -> TimeGrid.of(EDM, n), grid -> new HeunSampler(grid, 0));
    requireOrder(2, n -> TimeGrid.evenInLogRatio(VP, n), grid -> new HeunSampler(grid, 0));
    requireOrder(2, ConvergenceTest::flow, grid -> new HeunSampler(grid, 0));
  }

  @Test
  void theDpmSolverIsOfSecondOrder() {
    requireOrder(2, n -> TimeGrid.evenInLogRatio(VP, n), DpmSolver::new);
    requireOrder(2, n -> TimeGrid.evenInLogRatio(EDM, n), DpmSolver::new);
  }

  /** From 1 to 0.05, so that the last level is the same for every number of steps. */
  private static TimeGrid flow(int steps) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = 1 - 0.95 * i / (steps - 1);
    }
    return new TimeGrid(FLOW, times);
  }

  private static void requireOrder(
      int order, IntFunction<TimeGrid> grids, Function<TimeGrid, Sampler> sampler) {
    double coarse = error(grids.apply(161), sampler);
    double fine = error(grids.apply(321), sampler);
    assertThat(coarse).isGreaterThan(1e-9);
    assertThat(coarse / fine)
        .as("%s, %g to %g", grids.apply(2).process(), coarse, fine)
        .isBetween(0.85 * Math.pow(2, order), 1.15 * Math.pow(2, order));
  }

  /** Root mean square distance from the estimate at the end of the exact path. */
  private static double error(TimeGrid grid, Function<TimeGrid, Sampler> sampler) {
    CleanEstimator denoiser = TOY.denoiser(grid.process());
    double[] start = GaussianNoise.start(grid.process(), 60, GaussianNoise.source(5));
    double[] end = sampler.apply(grid).sample(denoiser, start, GaussianNoise.source(6));
    double[] path = TOY.path(start, grid.level(0), grid.level(grid.last()));
    double[] exact = denoiser.estimate(path, grid.time(grid.last()));
    double sum = 0;
    for (int i = 0; i < end.length; i++) {
      sum += (end[i] - exact[i]) * (end[i] - exact[i]);
    }
    return Math.sqrt(sum / end.length);
  }
}
