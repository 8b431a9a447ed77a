package dev.fairway.diffusion.process;

/**
 * The VE-SDE of Song and Ermon (2019) and Song et al. (2021, appendix C): x = x0 + sigma epsilon
 * with sigma = smallest (largest / smallest)^t.
 *
 * @param smallest sigma at time 0, small beside the data's finest detail
 * @param largest sigma at time 1, above the largest distance of two windows, so that nothing of
 *     them is left
 */
public record VarianceExploding(double smallest, double largest) implements NoiseProcess {

  public VarianceExploding {
    if (!(smallest > 0 && largest > smallest)) {
      throw new IllegalArgumentException("sigma from " + smallest + " to " + largest);
    }
  }

  @Override
  public Level at(double time) {
    return new Level(1, sigma(time));
  }

  @Override
  public Sde sde(double time) {
    return new Sde(0, sigma(time) * Math.sqrt(2 * Math.log(largest / smallest)));
  }

  @Override
  public double earliest() {
    return 0;
  }

  @Override
  public double trainingTime(double share) {
    return share;
  }

  @Override
  public double[] times(int steps) {
    return NoiseProcess.evenTimesToZero(steps);
  }

  private double sigma(double time) {
    return smallest * Math.pow(largest / smallest, NoiseProcess.requireTime(time));
  }
}
