package dev.fairway.diffusion.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Mean and covariance of many items, packed one after the other. */
public record Moments(double[] mean, double[][] covariance, int items) {

  public static Moments of(double[] packed, int dimensions) {
    int items = packed.length / dimensions;
    double[] mean = new double[dimensions];
    for (int i = 0; i < packed.length; i++) {
      mean[i % dimensions] += packed[i] / items;
    }
    double[][] covariance = new double[dimensions][dimensions];
    for (int item = 0; item < packed.length; item += dimensions) {
      for (int i = 0; i < dimensions; i++) {
        for (int j = 0; j < dimensions; j++) {
          covariance[i][j] +=
              (packed[item + i] - mean[i]) * (packed[item + j] - mean[j]) / (items - 1);
        }
      }
    }
    return new Moments(mean, covariance, items);
  }

  /**
   * The items may come from the Gaussian: each moment lies within four standard errors.
   *
   * @param bias allowed besides, as a share of the deviations: what the sampler's finite steps cost
   */
  public void requireThatOf(GaussianToy toy, double bias) {
    for (int i = 0; i < toy.dimensions(); i++) {
      double variance = toy.covariance(i, i);
      double deviation = Math.sqrt(variance);
      assertThat(mean[i])
          .as("mean %d", i)
          .isCloseTo(toy.mean()[i], within((4 / Math.sqrt(items) + bias) * deviation));
      for (int j = 0; j < toy.dimensions(); j++) {
        double other = toy.covariance(j, j);
        double shared = toy.covariance(i, j);
        double error = Math.sqrt((variance * other + shared * shared) / items);
        assertThat(covariance[i][j])
            .as("covariance %d, %d", i, j)
            .isCloseTo(shared, within(4 * error + bias * deviation * Math.sqrt(other)));
      }
    }
  }
}
