package dev.fairway.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsembleScoreTest {

  @Test
  void ofOneSampleItIsTheAbsoluteError() {
    assertThat(EnsembleScore.crps(3, new double[] {5})).isEqualTo(2);
  }

  @Test
  void itIsItsDefinitionWhateverTheOrder() {
    double[] samples = {4, 1, 9, 1};
    double toObserved = (1.5 + 1.5 + 6.5 + 1.5) / 4;
    // Unordered pairs: |4-1| + |4-9| + |4-1| + |1-9| + |1-1| + |9-1| = 27, of 6.
    assertThat(EnsembleScore.crps(2.5, samples))
        .isCloseTo(toObserved - 27.0 / 6 / 2, within(1e-12));
  }

  /** Gneiting and Raftery 2007, equation 5: N(0, 1) at 0 scores (sqrt(2) - 1) / sqrt(pi). */
  @Test
  void fewSamplesOfANormalDistributionScoreOnAverageAsTheDistribution() {
    SplittableRandom random = new SplittableRandom(1);
    double exact = (Math.sqrt(2) - 1) / Math.sqrt(Math.PI);
    for (int count : new int[] {2, 5, 19}) {
      double mean =
          IntStream.range(0, 60_000)
              .mapToDouble(
                  i ->
                      EnsembleScore.crps(
                          0, random.doubles(count).map(u -> random.nextGaussian()).toArray()))
              .average()
              .orElseThrow();
      assertThat(mean).as("%d samples", count).isCloseTo(exact, within(0.012));
    }
  }

  @Test
  void theRangeHoldsAFurtherSampleAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(2);
    int inside = 0;
    for (int i = 0; i < 20_000; i++) {
      double[] range =
          EnsembleScore.range(random.doubles(19).map(u -> random.nextExponential()).toArray());
      double further = random.nextExponential();
      inside += further >= range[0] && further <= range[1] ? 1 : 0;
    }
    assertThat(EnsembleScore.nominalCoverage(19)).isEqualTo(0.9);
    assertThat(inside / 20_000.0).isCloseTo(0.9, within(0.01));
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(EnsembleScore.median(new double[] {9, 1, 4})).isEqualTo(4);
    assertThat(EnsembleScore.median(new double[] {9, 1, 4, 6})).isEqualTo(5);
    assertThatThrownBy(() -> EnsembleScore.median(new double[0])).hasMessage("No samples");
  }
}
