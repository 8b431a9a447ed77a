package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NegativeBinomialTest {

  /** With r = 1 it is geometric: P(k) = p (1 - p)^k, p = 1 / (1 + mu). */
  @Test
  void isGeometricForDispersionOne() {
    NegativeBinomial counts = new NegativeBinomial(3, 1, 0);
    for (int k = 0; k < 20; k++) {
      assertThat(counts.logProbability(k))
          .isCloseTo(Math.log(0.25) + k * Math.log(0.75), within(1e-12));
      assertThat(counts.cumulative(k)).isCloseTo(1 - Math.pow(0.75, k + 1), within(1e-12));
    }
  }

  /** For large r it is Poisson. */
  @Test
  void tendsToPoisson() {
    NegativeBinomial counts = new NegativeBinomial(2, 1e6, 0);
    assertThat(counts.logProbability(0)).isCloseTo(-2, within(1e-5));
    assertThat(counts.logProbability(3)).isCloseTo(3 * Math.log(2) - 2 - Math.log(6), within(1e-5));
  }

  @Test
  void probabilitiesMeanAndVarianceAreThoseOfTheFormula() {
    NegativeBinomial counts = new NegativeBinomial(4, 2.5, 0.3);
    double sum = 0;
    double mean = 0;
    double square = 0;
    for (int k = 0; k < 400; k++) {
      double p = Math.exp(counts.logProbability(k));
      sum += p;
      mean += k * p;
      square += k * k * p;
      if (k < 40) {
        assertThat(counts.cumulative(k)).isCloseTo(sum, within(1e-9));
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(mean).isCloseTo(counts.mean(), within(1e-9));
    // (1 - pi) (mu + mu^2 / r + pi mu^2)
    assertThat(square - mean * mean).isCloseTo(0.7 * (4 + 16 / 2.5 + 0.3 * 16), within(1e-6));
  }

  /** Smallest k whose cumulative probability reaches the level, by sum and by search alike. */
  @Test
  void quantilesInvertTheDistribution() {
    for (double mu : new double[] {0.01, 0.7, 5, 90, 20_000}) {
      for (double r : new double[] {0.05, 1, 30, 5000}) {
        NegativeBinomial counts = new NegativeBinomial(mu, r, 0.1);
        for (double level : new double[] {0.05, 0.25, 0.5, 0.95}) {
          int quantile = counts.quantile(level);
          assertThat(counts.cumulative(quantile)).isGreaterThanOrEqualTo(level - 1e-9);
          if (quantile > 0) {
            assertThat(counts.cumulative(quantile - 1)).isLessThan(level + 1e-9);
          }
        }
      }
    }
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    assertThatThrownBy(() -> new NegativeBinomial(0, 1, 0)).hasMessageContaining("mu 0.0");
    assertThatThrownBy(() -> new NegativeBinomial(1, 1, 1)).hasMessageContaining("zeros 1.0");
  }
}
