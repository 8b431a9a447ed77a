package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorTest {

  private static final double EXACT = 1e-6;
  private static final double NOISY = 0.7;
  private static final double CLEAN = -1.3;

  private final NoiseSchedule schedule =
      NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, NoiseSchedule.DEFAULT_STEPS);

  /** Prior N(sqrt(abar_{k-1}) x0, 1 - abar_{k-1}), likelihood of x_k given x_{k-1}. */
  private record Bayes(double mean, double variance) {

    static Bayes product(NoiseSchedule schedule, int k) {
      double before = schedule.level(k - 1).alphaBar();
      double priorPrecision = 1 / (1 - before);
      double likelihoodPrecision = schedule.alpha(k) / schedule.beta(k);
      double variance = 1 / (priorPrecision + likelihoodPrecision);
      double mean =
          variance
              * (priorPrecision * Math.sqrt(before) * CLEAN
                  + likelihoodPrecision * NOISY / Math.sqrt(schedule.alpha(k)));
      return new Bayes(mean, variance);
    }
  }

  private Posterior at(int k) {
    return Posterior.between(schedule.level(k - 1), schedule.level(k));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 500, 900, 1000})
  void equalsThePrecisionWeightedProduct(int k) {
    Posterior posterior = at(k);
    Bayes bayes = Bayes.product(schedule, k);
    assertThat(posterior.mean(NOISY, CLEAN)).isCloseTo(bayes.mean(), within(EXACT));
    assertThat(posterior.variance()).isCloseTo(bayes.variance(), within(EXACT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 500, 900})
  void bothFormsOfTheMeanAgree(int k) {
    Level level = schedule.level(k);
    double epsilon = (NOISY - level.signal() * CLEAN) / level.noise();
    double byNoise =
        (NOISY - schedule.beta(k) / level.noise() * epsilon) / Math.sqrt(schedule.alpha(k));
    assertThat(at(k).mean(NOISY, CLEAN)).isCloseTo(byNoise, within(EXACT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 500, 1000})
  void theTransitionIsTheChainsStep(int k) {
    Transition step = Transition.between(schedule.level(k - 1), schedule.level(k));
    assertThat(step.scale()).isCloseTo(Math.sqrt(schedule.alpha(k)), within(EXACT));
    assertThat(step.variance()).isCloseTo(schedule.beta(k), within(1e-9));
    assertThat(at(k).variance(1)).isEqualTo(step.variance());
    assertThat(at(k).variance(0)).isEqualTo(at(k).variance());
  }

  /** Two steps at once are the product of two Bayes rules: any two levels have a posterior. */
  @Test
  void levelsFurtherApartAgreeWithTheStepsBetween() {
    Transition whole = Transition.between(schedule.level(300), schedule.level(302));
    Transition first = Transition.between(schedule.level(300), schedule.level(301));
    Transition second = Transition.between(schedule.level(301), schedule.level(302));
    assertThat(whole.scale()).isCloseTo(first.scale() * second.scale(), within(EXACT));
    assertThat(whole.variance())
        .isCloseTo(
            second.scale() * second.scale() * first.variance() + second.variance(), within(1e-9));
  }

  @Test
  void theLastStepGivesTheData() {
    Posterior posterior = at(1);
    assertThat(posterior.mean(NOISY, CLEAN)).isCloseTo(CLEAN, within(EXACT));
    assertThat(posterior.variance()).isZero();
  }

  /** A survey's slides print sqrt(abar_{k-1}) where sqrt(alpha_k) belongs: at k = 900 far off. */
  @Test
  void theCoefficientPrintedInTheSurveyIsWrong() {
    int k = 900;
    double before = schedule.level(k - 1).alphaBar();
    double after = schedule.level(k).alphaBar();
    double printed = Math.sqrt(before) * (1 - before) / (1 - after);
    Posterior right = at(k);
    assertThat(printed).isCloseTo(0.017, within(1e-3));
    assertThat(right.fromNoisy()).isCloseTo(0.991, within(1e-3));
    double printedMean = printed * NOISY + right.fromClean() * CLEAN;
    assertThat(Math.abs(printedMean - Bayes.product(schedule, k).mean())).isGreaterThan(0.5);
  }
}
