package dev.fairway.diffusion.process;

/**
 * A network F between the scalings of a consistency function (Song et al., Consistency Models,
 * 2023, appendix C): with sigma = s / a and y = x / a, f = c_skip y + c_out F, c_skip = d^2 /
 * ((sigma - sigma_min)^2 + d^2), c_out = d (sigma - sigma_min) / sqrt(sigma^2 + d^2). At sigma_min
 * f is y itself, whatever F says.
 *
 * @param smallest sigma_min
 * @param dataDeviation d, of the data; 1 for scaled data
 */
public record ConsistencyPrediction(double smallest, double dataDeviation)
    implements Parameterisation {

  public ConsistencyPrediction {
    if (!(smallest > 0 && dataDeviation > 0)) {
      throw new IllegalArgumentException(
          "sigma_min " + smallest + ", data deviation " + dataDeviation);
    }
  }

  /** Not finite at sigma_min, where nothing is left to predict. */
  @Override
  public Mix target(Level level) {
    double sigma = level.noise() / level.signal();
    return new Mix((1 - skip(sigma)) / out(sigma), -skip(sigma) * sigma / out(sigma));
  }

  @Override
  public Mix clean(Level level) {
    double sigma = level.noise() / level.signal();
    return new Mix(skip(sigma) / level.signal(), out(sigma));
  }

  @Override
  public double inputScale(Level level) {
    return 1 / Math.hypot(level.signal() * dataDeviation, level.noise());
  }

  @Override
  public double condition(double time, Level level) {
    return -level.logRatio() / 4;
  }

  private double skip(double sigma) {
    double above = sigma - smallest;
    return dataDeviation * dataDeviation / (above * above + dataDeviation * dataDeviation);
  }

  private double out(double sigma) {
    return dataDeviation * (sigma - smallest) / Math.hypot(sigma, dataDeviation);
  }
}
