package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;

/**
 * Heun's second-order step for the probability-flow ODE in the form dx = x0 da + epsilon ds, which
 * every process has: an Euler step, then the mean of the slopes at both ends. For the EDM process
 * it is lines 5 to 8 of algorithm 1 of Karras et al. (2022); on the path of flow matching it is
 * Heun's step along the velocity. Two evaluations; the error of a step is of third order.
 */
public record HeunStep(ItemEstimator estimator, NoiseProcess process) {

  /** Of an estimator that sees all at one time. */
  public HeunStep(CleanEstimator estimator, NoiseProcess process) {
    this(ItemEstimator.together(estimator), process);
  }

  /**
   * @param x at time {@code from}; not changed
   * @param to later or earlier; there is noise at both times
   * @return x at time {@code to}
   */
  public double[] move(double[] x, double from, double to) {
    return move(x, new double[] {from}, new double[] {to});
  }

  /**
   * Items that each make a step of its own.
   *
   * @param x {@code [B, D]}, packed, each at its time of {@code from}; not changed
   * @param to later or earlier; there is noise at both times
   * @return x at the times {@code to}
   */
  public double[] move(double[] x, double[] from, double[] to) {
    int cells = x.length / from.length;
    double[] clean = estimator.estimate(x, from);
    double[] guess = new double[x.length];
    for (int b = 0; b < from.length; b++) {
      Level start = process.at(from[b]);
      Level end = process.at(to[b]);
      double signal = end.signal() - start.signal();
      double noise = end.noise() - start.noise();
      for (int i = b * cells; i < (b + 1) * cells; i++) {
        guess[i] = x[i] + signal * clean[i] + noise * start.epsilon(x[i], clean[i]);
      }
    }
    double[] next = estimator.estimate(guess, to);
    double[] moved = new double[x.length];
    for (int b = 0; b < from.length; b++) {
      Level start = process.at(from[b]);
      Level end = process.at(to[b]);
      double signal = end.signal() - start.signal();
      double noise = end.noise() - start.noise();
      for (int i = b * cells; i < (b + 1) * cells; i++) {
        double epsilon = start.epsilon(x[i], clean[i]) + end.epsilon(guess[i], next[i]);
        moved[i] = x[i] + (signal * (clean[i] + next[i]) + noise * epsilon) / 2;
      }
    }
    return moved;
  }
}
