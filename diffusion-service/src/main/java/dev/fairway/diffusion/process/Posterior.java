package dev.fairway.diffusion.process;

/**
 * q(x_earlier | x_later, x0), a normal distribution. For neighbours of a DDPM chain it is equation
 * 7 of Ho, Jain and Abbeel (2020); between any two levels of any process, appendix A of Kingma et
 * al. (Variational Diffusion Models, 2021).
 *
 * @param fromNoisy coefficient of x_later in its mean
 * @param fromClean coefficient of x0 in its mean
 * @param variance beta tilde; 0 where the earlier level is the data
 * @param transitionVariance beta: the variance if x0 were standard normal, an upper bound
 */
public record Posterior(
    double fromNoisy, double fromClean, double variance, double transitionVariance) {

  /**
   * @param earlier with more signal for its noise than {@code later}
   */
  public static Posterior between(Level earlier, Level later) {
    Transition transition = Transition.between(earlier, later);
    double before = earlier.noise() * earlier.noise();
    double after = later.noise() * later.noise();
    return new Posterior(
        transition.scale() * before / after,
        earlier.signal() * transition.variance() / after,
        transition.variance() * before / after,
        transition.variance());
  }

  public double mean(double noisy, double clean) {
    return fromNoisy * noisy + fromClean * clean;
  }

  /**
   * A variance between the two bounds (Nichol and Dhariwal 2021, equation 15).
   *
   * @param share of log beta: 0 gives beta tilde, 1 gives beta
   */
  public double variance(double share) {
    return Math.pow(transitionVariance, share) * Math.pow(variance, 1 - share);
  }
}
