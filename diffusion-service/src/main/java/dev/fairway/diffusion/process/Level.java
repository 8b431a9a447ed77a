package dev.fairway.diffusion.process;

/**
 * How much of the data and how much noise there is in x = signal * x0 + noise * epsilon.
 *
 * @param signal a, in [0, 1]
 * @param noise s, in [0, 1]; variance preserving: a^2 + s^2 = 1
 */
public record Level(double signal, double noise) {

  private static final double ROUNDING = 1e-9;

  public Level {
    if (!(signal >= 0)
        || !(noise >= 0)
        || Math.abs(signal * signal + noise * noise - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          "Signal " + signal + " and noise " + noise + " do not preserve the variance");
    }
  }

  /** The level whose signal share is {@code alphaBar} = a^2. */
  static Level ofAlphaBar(double alphaBar) {
    return new Level(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
  }

  /** a^2: what the literature writes with a bar over alpha. */
  public double alphaBar() {
    return signal * signal;
  }

  /** Signal-to-noise ratio a^2 / s^2; infinite without noise. */
  public double snr() {
    return alphaBar() / (noise * noise);
  }

  /** A noised value. */
  public double noised(double clean, double epsilon) {
    return signal * clean + noise * epsilon;
  }
}
