package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a flow is from straight lines: the mean over time of |(x_1 - x_0) - u(x_t, t)|^2 along
 * its own paths, where u = epsilon - x0 is the velocity (Liu et al., Flow Straight and Fast, 2023,
 * equation 7). 0 where one Euler step does as well as many.
 *
 * @param grid of the path of flow matching
 */
public record Straightness(TimeGrid grid) {

  /**
   * @param start x at time 1; not changed
   * @return mean over cells and the grid's times, in squared units of the data
   */
  public double of(CleanEstimator estimator, double[] start) {
    HeunStep step = new HeunStep(estimator, grid.process());
    List<double[]> velocities = new ArrayList<>();
    double[] x = start;
    double[] clean = start;
    for (int k = 0; k <= grid.last(); k++) {
      Level level = grid.level(k);
      clean = estimator.estimate(x, grid.time(k));
      double[] velocity = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        velocity[i] = level.epsilon(x[i], clean[i]) - clean[i];
      }
      velocities.add(velocity);
      if (k < grid.last()) {
        x = step.move(x, grid.time(k), grid.time(k + 1));
      }
    }
    double sum = 0;
    for (double[] velocity : velocities) {
      for (int i = 0; i < x.length; i++) {
        double away = start[i] - clean[i] - velocity[i];
        sum += away * away;
      }
    }
    return sum / (start.length * (double) grid.steps());
  }
}
