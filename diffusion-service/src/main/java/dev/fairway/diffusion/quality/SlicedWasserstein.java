package dev.fairway.diffusion.quality;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Sliced 1-Wasserstein distance (Rabin et al. 2012; Bonneel et al. 2015): the mean, over directions
 * drawn evenly, of the distance of both samples' projections, which is the area between their
 * quantile functions.
 *
 * @param directions how many are drawn
 */
record SlicedWasserstein(int directions) {

  /** Points of the quantile functions at which they are compared. */
  private static final int POINTS = 512;

  /**
   * @param first rows of D numbers; {@code second} alike, of any number of rows
   * @return in the unit of the numbers, 0 if the samples are the same
   */
  double between(double[][] first, double[][] second, RandomGenerator random) {
    int dimensions = first[0].length;
    double sum = 0;
    for (int d = 0; d < directions; d++) {
      double[] direction = direction(dimensions, random);
      sum += distance(projected(first, direction), projected(second, direction));
    }
    return sum / directions;
  }

  private static double[] direction(int dimensions, RandomGenerator random) {
    double[] direction = new double[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      direction[i] = random.nextGaussian();
      squares += direction[i] * direction[i];
    }
    for (int i = 0; i < dimensions; i++) {
      direction[i] /= Math.sqrt(squares);
    }
    return direction;
  }

  /** Rising. */
  private static double[] projected(double[][] rows, double[] direction) {
    double[] places = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < direction.length; i++) {
        places[r] += rows[r][i] * direction[i];
      }
    }
    Arrays.sort(places);
    return places;
  }

  private static double distance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double level = (i + 0.5) / POINTS;
      sum += Math.abs(quantile(first, level) - quantile(second, level));
    }
    return sum / POINTS;
  }

  private static double quantile(double[] rising, double level) {
    double place = level * rising.length - 0.5;
    int below = (int) Math.floor(place);
    double share = place - below;
    double low = rising[Math.max(0, below)];
    double high = rising[Math.min(rising.length - 1, below + 1)];
    return (1 - share) * low + share * high;
  }
}
