package dev.fairway.diffusion.process;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The times, from noise to data, at which a sampler asks the denoiser. What follows the last is the
 * data.
 *
 * @param times falling strictly; there is noise at the last
 */
public record TimeGrid(NoiseProcess process, double[] times) {

  public TimeGrid {
    if (times.length == 0 || !(process.at(times[times.length - 1]).noise() > 0)) {
      throw new IllegalArgumentException("A grid needs a time, and noise at its last");
    }
    for (int i = 1; i < times.length; i++) {
      if (!(times[i] < times[i - 1])) {
        throw new IllegalArgumentException(times[i] + " does not fall below " + times[i - 1]);
      }
    }
  }

  /**
   * As the process spreads its steps: evenly in its time.
   *
   * @param steps 1 .. {@link NoiseProcess#mostSteps}
   */
  public static TimeGrid of(NoiseProcess process, int steps) {
    if (steps < 1 || steps > process.mostSteps()) {
      throw new IllegalArgumentException(steps + " steps are not in 1.." + process.mostSteps());
    }
    return new TimeGrid(process, process.times(steps));
  }

  /**
   * Evenly in lambda = log(a / s), from time 1 to the earliest (Lu et al., DPM-Solver, 2022,
   * section 3.4).
   *
   * @param steps at least 2
   * @throws IllegalArgumentException if the process ends without any signal: lambda is infinite
   */
  public static TimeGrid evenInLogRatio(NoiseProcess process, int steps) {
    double last = process.at(process.earliest()).logRatio();
    double first = process.at(1).logRatio();
    if (!Double.isFinite(first)) {
      throw new IllegalArgumentException(process + " has no signal at time 1");
    }
    return along(process, steps, i -> first + i / (steps - 1.0) * (last - first));
  }

  /**
   * Evenly in the rho-th root of s / a (Karras et al. 2022, equation 5), whatever the process.
   *
   * @param steps at least 2
   * @param rho the paper's 7
   */
  public static TimeGrid karras(NoiseProcess process, int steps, double rho) {
    double last = Math.exp(-process.at(process.earliest()).logRatio() / rho);
    double first = Math.exp(-process.at(1).logRatio() / rho);
    if (!Double.isFinite(first)) {
      throw new IllegalArgumentException(process + " has no signal at time 1");
    }
    return along(process, steps, i -> -rho * Math.log(first + i / (steps - 1.0) * (last - first)));
  }

  private static TimeGrid along(NoiseProcess process, int steps, IntToDoubleFunction logRatio) {
    return new TimeGrid(
        process,
        IntStream.range(0, steps)
            .mapToDouble(i -> i == 0 ? 1 : process.timeOf(logRatio.applyAsDouble(i)))
            .toArray());
  }

  public int steps() {
    return times.length;
  }

  public double time(int i) {
    return times[i];
  }

  public Level level(int i) {
    return process.at(times[i]);
  }

  public int last() {
    return times.length - 1;
  }
}
