package dev.fairway.diffusion.process;

/**
 * How much of the data and how much noise there is in x = signal * x0 + noise * epsilon.
 *
 * @param signal a, at least 0
 * @param noise s, at least 0; not both are 0
 */
public record Level(double signal, double noise) {

  public Level {
    if (!(signal >= 0) || !(noise >= 0) || !(signal + noise > 0 && signal + noise < 1e300)) {
      throw new IllegalArgumentException(
          "Signal " + signal + " and noise " + noise + " are no noise level");
    }
  }

  /** Variance preserving, a^2 + s^2 = 1, with a = exp({@code logSignal}). */
  static Level preserving(double logSignal) {
    return new Level(Math.exp(logSignal), Math.sqrt(-Math.expm1(2 * logSignal)));
  }

  /** a^2: what the literature of variance preserving processes writes with a bar over alpha. */
  public double alphaBar() {
    return signal * signal;
  }

  /** Signal-to-noise ratio a^2 / s^2; infinite without noise. */
  public double snr() {
    return alphaBar() / (noise * noise);
  }

  /** lambda = log(a / s): half the log of {@link #snr}. */
  public double logRatio() {
    return Math.log(signal / noise);
  }

  /** A noised value. */
  public double noised(double clean, double epsilon) {
    return signal * clean + noise * epsilon;
  }

  /** The noise in a noised value; not finite without noise. */
  public double epsilon(double noisy, double clean) {
    return (noisy - signal * clean) / noise;
  }

  /**
   * Gradient of the log density of the noised data, -epsilon / s, where {@code clean} is the mean
   * of x0 given x (Vincent 2011; Tweedie's formula).
   */
  public double score(double noisy, double clean) {
    return (signal * clean - noisy) / (noise * noise);
  }
}
