package dev.fairway.diffusion.likelihood;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.HeunStep;

/**
 * The log density of data under a denoiser, by the probability-flow ODE (Song et al. 2021, section
 * 4.3 and appendix D.2): log p(x0) = log N(x_1; 0, s_1^2 I) + integral of the divergence along the
 * path from x0 to x_1.
 *
 * <p>In the form dx = x0 da + epsilon ds the divergence is T da + (d - a T) / s ds, where d is the
 * number of cells and T the trace of the Jacobian of x0's estimate. The path is Heun's, the
 * integral the trapezoid rule's: both errors are of second order in the grid.
 *
 * <p>The data are taken for x at the grid's last time: the density is that of the data with the
 * noise of that level.
 */
public record FlowLikelihood(TimeGrid grid, JacobianTrace trace) {

  /**
   * @param data of one piece; not changed
   * @return nats
   */
  public double logDensity(CleanEstimator estimator, double[] data) {
    HeunStep step = new HeunStep(estimator, grid.process());
    double[] x = data;
    double divergence = 0;
    double before = trace.of(estimator, x, grid.time(grid.last()));
    for (int k = grid.last(); k >= 1; k--) {
      Level from = grid.level(k);
      Level to = grid.level(k - 1);
      x = step.move(x, grid.time(k), grid.time(k - 1));
      double after = trace.of(estimator, x, grid.time(k - 1));
      double ofNoise = noiseTrace(from, before, x.length) + noiseTrace(to, after, x.length);
      divergence +=
          ((to.signal() - from.signal()) * (before + after) + (to.noise() - from.noise()) * ofNoise)
              / 2;
      before = after;
    }
    return logPrior(x) + divergence;
  }

  /** Trace of the Jacobian of epsilon's estimate. */
  private static double noiseTrace(Level level, double trace, int cells) {
    return (cells - level.signal() * trace) / level.noise();
  }

  private double logPrior(double[] x) {
    double deviation = grid.process().priorDeviation();
    double sum = 0;
    for (double cell : x) {
      sum += cell * cell;
    }
    return -sum / (2 * deviation * deviation)
        - x.length * Math.log(deviation * Math.sqrt(2 * Math.PI));
  }
}
