package dev.fairway.diffusion.sample;

import static dev.fairway.diffusion.sample.GaussianToy.COVARIANCE;
import static dev.fairway.diffusion.sample.GaussianToy.MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.NoiseSchedule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {

  private static final int PAIRS = 10_000;

  /** Four standard errors: of the mean of the pairs, and (times sqrt 2) of their variance. */
  private static final double INTERVAL = 4 / Math.sqrt(PAIRS);

  private static final NoiseSchedule FULL = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000);

  static Stream<Sampler> samplers() {
    return Stream.of(
        new AncestralSampler(FULL),
        new DdimSampler(FULL, 1000, 0),
        new DdimSampler(FULL, 500, 0.5),
        new DdimSampler(FULL, 200, 0));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void theExactDenoiserGivesTheGaussiansMomentsBack(Sampler sampler) {
    float[] pairs = sample(sampler, 7);
    for (int i = 0; i < 2; i++) {
      double deviation = Math.sqrt(COVARIANCE[i][i]);
      assertThat(GaussianToy.mean(pairs, i)).isCloseTo(MEAN[i], within(INTERVAL * deviation));
      for (int j = 0; j < 2; j++) {
        assertThat(GaussianToy.covariance(pairs, i, j))
            .isCloseTo(
                COVARIANCE[i][j], within(INTERVAL * 1.5 * deviation * Math.sqrt(COVARIANCE[j][j])));
      }
    }
  }

  /** Not only in distribution: with the same draws, number by number. */
  @Test
  void ddimWithFullNoiseOverAllStepsIsTheAncestralSampler() {
    NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 50);
    CleanEstimator denoiser = GaussianToy.exactDenoiser(schedule);
    float[] start = GaussianNoise.draw(20, GaussianNoise.source(1));
    float[] ancestral =
        new AncestralSampler(schedule).sample(denoiser, start, GaussianNoise.source(2));
    float[] implicit =
        new DdimSampler(schedule, 50, 1).sample(denoiser, start, GaussianNoise.source(2));
    for (int i = 0; i < start.length; i++) {
      assertThat(implicit[i]).isCloseTo(ancestral[i], within(1e-4f));
    }
  }

  @Test
  void theSeedDecides() {
    Sampler sampler = new DdimSampler(FULL, 10, 1);
    assertThat(sample(sampler, 3)).isEqualTo(sample(sampler, 3)).isNotEqualTo(sample(sampler, 4));
  }

  @Test
  void evaluatesAsOftenAsAskedAndEndsAtTheData() {
    int[] count = {0};
    float[] start = {1, 2};
    float[] end =
        new DdimSampler(FULL, 7, 0)
            .sample(
                (noisy, step) -> {
                  count[0]++;
                  return new float[] {5, 6};
                },
                start,
                GaussianNoise.source(1));
    assertThat(count[0]).isEqualTo(7);
    assertThat(end).containsExactly(5, 6);
    assertThat(start).containsExactly(1, 2);
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new DdimSampler(FULL, 1001, 0)).hasMessageContaining("1001");
    assertThatThrownBy(() -> new DdimSampler(FULL, 10, 1.1)).hasMessageContaining("1.1");
  }

  private static float[] sample(Sampler sampler, long seed) {
    var random = GaussianNoise.source(seed);
    return sampler.sample(
        GaussianToy.exactDenoiser(FULL), GaussianNoise.draw(2 * PAIRS, random), random);
  }
}
