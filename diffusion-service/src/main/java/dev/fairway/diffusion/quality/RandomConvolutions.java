package dev.fairway.diffusion.quality;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A frozen encoder of time series: random convolution kernels, of each the largest answer and the
 * share of positive answers (ROCKET, Dempster et al. 2020). Nothing of it is learned, so it favours
 * none of the models that are compared with it.
 *
 * <p>Departure: every kernel sees all channels, as in the multivariate form of sktime, and lengths
 * fit short windows.
 */
final class RandomConvolutions {

  private static final int[] LENGTHS = {3, 5, 7};

  private final int channels;
  private final Kernel[] kernels;

  private record Kernel(double[][] weights, double bias, int dilation) {}

  /**
   * @param channels C of the series
   * @param steps T of the series, at least 3
   * @param kernels how many; features are twice as many
   */
  RandomConvolutions(int channels, int steps, int kernels, long seed) {
    this.channels = channels;
    this.kernels = new Kernel[kernels];
    RandomGenerator random = new SplittableRandom(seed);
    for (int k = 0; k < kernels; k++) {
      this.kernels[k] = kernel(channels, steps, random);
    }
  }

  private static Kernel kernel(int channels, int steps, RandomGenerator random) {
    int length = Math.min(LENGTHS[random.nextInt(LENGTHS.length)], steps);
    double[][] weights = new double[channels][length];
    for (double[] row : weights) {
      double mean = 0;
      for (int i = 0; i < length; i++) {
        row[i] = random.nextGaussian();
        mean += row[i] / length;
      }
      for (int i = 0; i < length; i++) {
        row[i] -= mean;
      }
    }
    // Exponents are even in 0 .. log2 of the longest dilation that fits.
    double longest = Math.log((steps - 1.0) / (length - 1)) / Math.log(2);
    int dilation = (int) Math.pow(2, random.nextDouble() * longest);
    return new Kernel(weights, 2 * random.nextDouble() - 1, dilation);
  }

  /**
   * @param row {@code [C, T]}, packed and scaled
   * @return two numbers for each kernel
   */
  double[] encode(double[] row) {
    double[] features = new double[2 * kernels.length];
    int steps = row.length / channels;
    for (int k = 0; k < kernels.length; k++) {
      Kernel kernel = kernels[k];
      int reach = (kernel.weights[0].length - 1) * kernel.dilation;
      double largest = Double.NEGATIVE_INFINITY;
      int positive = 0;
      for (int t = 0; t + reach < steps; t++) {
        double answer = kernel.bias;
        for (int c = 0; c < channels; c++) {
          for (int i = 0; i < kernel.weights[c].length; i++) {
            answer += kernel.weights[c][i] * row[c * steps + t + i * kernel.dilation];
          }
        }
        largest = Math.max(largest, answer);
        positive += answer > 0 ? 1 : 0;
      }
      features[2 * k] = largest;
      features[2 * k + 1] = positive / (double) (steps - reach);
    }
    return features;
  }
}
