package dev.fairway.diffusion.process;

/**
 * The denoiser is a network F between scalings that give its input and its target variance 1 at
 * every level (Karras et al. 2022, equation 7 and table 1): with sigma = s / a and y = x / a, x0 =
 * c_skip y + c_out F(c_in y, c_noise), c_skip = d^2 / (sigma^2 + d^2), c_out = sigma d /
 * sqrt(sigma^2 + d^2), c_in = 1 / sqrt(sigma^2 + d^2), c_noise = log(sigma) / 4. The mean squared
 * error of F then is the paper's loss with its weight 1 / c_out^2.
 *
 * @param dataDeviation d, of the data; 1 for scaled data
 */
public record EdmPreconditioning(double dataDeviation) implements Parameterisation {

  public EdmPreconditioning {
    if (!(dataDeviation > 0)) {
      throw new IllegalArgumentException("Data deviation " + dataDeviation);
    }
  }

  // Written with a and s in place of sigma: then nothing is infinite without signal.
  @Override
  public Mix target(Level level) {
    double root = root(level);
    return new Mix(level.noise() / (dataDeviation * root), -level.signal() * dataDeviation / root);
  }

  @Override
  public Mix clean(Level level) {
    double root = root(level);
    return new Mix(
        level.signal() * dataDeviation * dataDeviation / (root * root),
        level.noise() * dataDeviation / root);
  }

  @Override
  public Mix noise(Level level) {
    double root = root(level);
    return new Mix(level.noise() / (root * root), -level.signal() * dataDeviation / root);
  }

  @Override
  public double inputScale(Level level) {
    return 1 / root(level);
  }

  @Override
  public double condition(double time, Level level) {
    return -level.logRatio() / 4;
  }

  /** Deviation of x. */
  private double root(Level level) {
    return Math.hypot(level.signal() * dataDeviation, level.noise());
  }
}
