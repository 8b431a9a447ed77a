package dev.fairway.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreSummaryTest {

  private static final double[] LEVELS = {0.1, 0.5, 0.9};

  @Test
  void aSummaryOfNothingIsNaN() {
    ScoreSummary empty = new ScoreSummary();
    assertThat(empty.count()).isZero();
    assertThat(
            new double[] {
              empty.mae(),
              empty.rmse(),
              empty.mape(),
              empty.crps(),
              empty.coverage(),
              empty.nominalCoverage(),
              empty.meanWidth()
            })
        .containsOnly(Double.NaN);
  }

  @Test
  void knownErrorsGiveKnownMeans() {
    ScoreSummary summary =
        new ScoreSummary()
            .add(10, 13, LEVELS, new double[] {9, 13, 17})
            .add(20, 16, LEVELS, new double[] {12, 16, 18});
    assertThat(summary.count()).isEqualTo(2);
    assertThat(summary.mae()).isCloseTo(3.5, within(1e-12));
    assertThat(summary.rmse()).isCloseTo(Math.sqrt(12.5), within(1e-12));
    assertThat(summary.mape()).isCloseTo((0.3 + 0.2) / 2, within(1e-12));
    assertThat(summary.coverage()).isEqualTo(0.5);
    assertThat(summary.nominalCoverage()).isCloseTo(0.8, within(1e-12));
    assertThat(summary.meanWidth()).isCloseTo(7, within(1e-12));
    double first = 2 * (0.1 * 1 + 0.5 * 3 + 0.1 * 7) / 3;
    double second = 2 * (0.1 * 8 + 0.5 * 4 + 0.9 * 2) / 3;
    assertThat(summary.crps()).isCloseTo((first + second) / 2, within(1e-12));
  }

  @Test
  void zerosDoNotCountForTheRelativeError() {
    double[] none = {};
    ScoreSummary summary = new ScoreSummary().add(0, 5, none, none).add(10, 5, none, none);
    assertThat(summary.mape()).isEqualTo(0.5);
    assertThat(summary.mae()).isEqualTo(5);
    assertThat(new ScoreSummary().add(0, 5, none, none).mape()).isNaN();
  }

  @Test
  void withoutQuantilesTheForecastIsAPoint() {
    StepScores scores = StepScores.of(7, 4, new double[0], new double[0]);
    assertThat(scores).isEqualTo(new StepScores(3, 9, 3, 0, false, 0));
    assertThat(StepScores.of(4, 4, new double[0], new double[0]).covered()).isTrue();
  }

  @Test
  void theBordersAreCovered() {
    double[] quantiles = {1, 2, 3};
    assertThat(StepScores.of(1, 2, LEVELS, quantiles).covered()).isTrue();
    assertThat(StepScores.of(3, 2, LEVELS, quantiles).covered()).isTrue();
    assertThat(StepScores.of(Math.nextUp(3.0), 2, LEVELS, quantiles).covered()).isFalse();
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> StepScores.of(Double.NaN, 1, LEVELS, new double[] {1, 2, 3}))
        .hasMessageContaining("observed value is NaN");
    assertThatThrownBy(() -> StepScores.of(1, Double.POSITIVE_INFINITY, LEVELS, new double[3]))
        .hasMessageContaining("mean");
    assertThatThrownBy(() -> StepScores.of(1, 1, LEVELS, new double[] {1, Double.NaN, 3}))
        .hasMessageContaining("quantile");
    assertThatThrownBy(() -> StepScores.of(1, 1, new double[0], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mergingEqualsAddingOneAfterTheOther() {
    Random random = new Random(7);
    ScoreSummary whole = new ScoreSummary();
    ScoreSummary left = new ScoreSummary();
    ScoreSummary right = new ScoreSummary();
    for (int i = 0; i < 100; i++) {
      double observed = i % 5 == 0 ? 0 : random.nextGaussian();
      double mean = random.nextGaussian();
      double[] quantiles = {mean - 1, mean, mean + random.nextDouble()};
      whole.add(observed, mean, LEVELS, quantiles);
      (i < 30 ? left : right).add(observed, mean, LEVELS, quantiles);
    }
    ScoreSummary merged = left.merge(right).merge(new ScoreSummary());
    assertThat(merged.count()).isEqualTo(100);
    assertThat(merged.mae()).isCloseTo(whole.mae(), within(1e-12));
    assertThat(merged.rmse()).isCloseTo(whole.rmse(), within(1e-12));
    assertThat(merged.mape()).isCloseTo(whole.mape(), within(1e-9));
    assertThat(merged.crps()).isCloseTo(whole.crps(), within(1e-12));
    assertThat(merged.coverage()).isEqualTo(whole.coverage());
    assertThat(merged.nominalCoverage()).isCloseTo(whole.nominalCoverage(), within(1e-12));
    assertThat(merged.meanWidth()).isCloseTo(whole.meanWidth(), within(1e-12));
  }

  @Test
  void maskedValuesDoNotCountWhateverTheyHold() {
    PointErrors errors =
        new PointErrors()
            .addMasked(
                new float[] {1, Float.NaN, 3},
                new boolean[] {true, false, true},
                new float[] {2, 9, 5});
    assertThat(errors.count()).isEqualTo(2);
    assertThat(errors.mae()).isEqualTo(1.5);
    assertThat(errors.rmse()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThatThrownBy(() -> errors.addMasked(new float[2], new boolean[1], new float[2]))
        .hasMessageContaining("1 marks");
    assertThatThrownBy(() -> errors.add(Double.NaN, 1)).hasMessageContaining("NaN");
  }
}
