package dev.fairway.forecast;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * A negative binomial distribution of counts with an extra share of zeros: P(k) = (1 - pi) Gamma(k
 * + r) / (Gamma(r) k!) (r / (r + mu))^r (mu / (r + mu))^k, and pi more at 0. Its mean is (1 - pi)
 * mu, its variance without extra zeros mu + mu^2 / r.
 *
 * @param mu mean of the counts that are not extra zeros, above 0
 * @param r dispersion, above 0; the larger, the nearer to Poisson
 * @param zeros pi, in [0, 1)
 */
record NegativeBinomial(double mu, double r, double zeros) {

  /** Below exp of this the sum over single counts would begin at 0. */
  private static final double UNDERFLOW = -600;

  NegativeBinomial {
    if (!(mu > 0 && r > 0 && zeros >= 0 && zeros < 1)) {
      throw new IllegalArgumentException(
          "No negative binomial distribution has mu %s, r %s and zeros %s".formatted(mu, r, zeros));
    }
  }

  double mean() {
    return (1 - zeros) * mu;
  }

  double logProbability(int count) {
    double log =
        Gamma.logGamma(count + r)
            - Gamma.logGamma(r)
            - Gamma.logGamma(count + 1.0)
            - r * Math.log1p(mu / r)
            + count * Math.log(mu / (r + mu));
    double counted = Math.log1p(-zeros) + log;
    return count == 0 ? Math.log(zeros + Math.exp(counted)) : counted;
  }

  /** Probability of at most so many. */
  double cumulative(int count) {
    return zeros + (1 - zeros) * Beta.regularizedBeta(r / (r + mu), r, count + 1.0);
  }

  /** The smallest count that is not exceeded with a probability of at least {@code level}. */
  int quantile(double level) {
    double first = -r * Math.log1p(mu / r);
    if (first < UNDERFLOW) {
      return quantileBySearch(level);
    }
    double probability = (1 - zeros) * Math.exp(first);
    double sum = zeros + probability;
    double ratio = mu / (r + mu);
    int count = 0;
    // Rounding may keep the sum just below a level close to 1: then the terms run out.
    while (sum < level && probability > Double.MIN_NORMAL) {
      probability *= (count + r) / (count + 1.0) * ratio;
      sum += probability;
      count++;
    }
    return count;
  }

  private int quantileBySearch(double level) {
    int high = (int) Math.ceil(mu) + 1;
    while (cumulative(high) < level) {
      high *= 2;
    }
    int low = -1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (cumulative(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
