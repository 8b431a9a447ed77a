package dev.fairway.diffusion.process;

import org.hipparchus.special.Erf;

/**
 * The process of Karras et al. (Elucidating the Design Space of Diffusion-Based Generative Models,
 * 2022): x = x0 + sigma epsilon, where sampling takes sigma along their equation 5 and training
 * draws log sigma from a normal distribution (table 1). Time here is the place in equation 5: the
 * seventh root of sigma is linear in it.
 *
 * @param smallest sigma at time 0; the paper's 0.002
 * @param largest sigma at time 1; the paper's 80
 * @param trainingMean of log sigma; the paper's -1.2 is for data of deviation 0.5
 * @param trainingDeviation of log sigma; the paper's 1.2
 */
public record EdmProcess(
    double smallest, double largest, double trainingMean, double trainingDeviation)
    implements NoiseProcess {

  private static final double RHO = 7;

  public EdmProcess {
    if (!(smallest > 0 && largest > smallest && trainingDeviation > 0)
        || !Double.isFinite(trainingMean)) {
      throw new IllegalArgumentException(
          "sigma from %s to %s, trained with log sigma %s +- %s"
              .formatted(smallest, largest, trainingMean, trainingDeviation));
    }
  }

  /** As in the paper, but for scaled data, whose deviation is 1 in place of 0.5. */
  public static EdmProcess standard() {
    return new EdmProcess(0.002, 80, -1.2 + Math.log(2), 1.2);
  }

  @Override
  public Level at(double time) {
    return new Level(1, Math.pow(root(time), RHO));
  }

  @Override
  public Sde sde(double time) {
    double root = root(time);
    double sigma = Math.pow(root, RHO);
    double growth = RHO * Math.pow(root, RHO - 1) * (rootOf(largest) - rootOf(smallest));
    return new Sde(0, Math.sqrt(2 * sigma * growth));
  }

  @Override
  public double earliest() {
    return 0;
  }

  /** Log sigma is normal, cut off at both ends. */
  @Override
  public double trainingTime(double share) {
    double normal = Math.sqrt(2) * Erf.erfInv(2 * share - 1);
    double sigma = Math.exp(trainingMean + trainingDeviation * normal);
    double place = (rootOf(sigma) - rootOf(smallest)) / (rootOf(largest) - rootOf(smallest));
    return Math.max(0, Math.min(1, place));
  }

  @Override
  public double[] times(int steps) {
    return NoiseProcess.evenTimesToZero(steps);
  }

  private double root(double time) {
    NoiseProcess.requireTime(time);
    return rootOf(smallest) + time * (rootOf(largest) - rootOf(smallest));
  }

  private static double rootOf(double sigma) {
    return Math.pow(sigma, 1 / RHO);
  }
}
