package dev.fairway.diffusion.process;

/**
 * q(x_{k-1} | x_k, x0), a normal distribution (Ho, Jain and Abbeel 2020, equation 7).
 *
 * @param fromNoisy coefficient of x_k in its mean
 * @param fromClean coefficient of x0 in its mean
 * @param variance beta tilde; 0 for k = 1
 */
public record Posterior(double fromNoisy, double fromClean, double variance) {

  /**
   * @param k 1..K
   */
  public static Posterior at(NoiseSchedule schedule, int k) {
    double before = schedule.level(k - 1).alphaBar();
    double after = schedule.level(k).alphaBar();
    return new Posterior(
        Math.sqrt(schedule.alpha(k)) * (1 - before) / (1 - after),
        Math.sqrt(before) * schedule.beta(k) / (1 - after),
        (1 - before) / (1 - after) * schedule.beta(k));
  }

  public double mean(double noisy, double clean) {
    return fromNoisy * noisy + fromClean * clean;
  }
}
