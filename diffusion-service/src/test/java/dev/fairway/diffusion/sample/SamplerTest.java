package dev.fairway.diffusion.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.VarianceExploding;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.toy.GaussianToy;
import dev.fairway.diffusion.toy.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {

  private static final int ITEMS = 4000;
  private static final GaussianToy TOY = GaussianToy.tilted();

  private static final NoiseProcess FULL = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000);
  private static final NoiseProcess COSINE = NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 1000);
  private static final NoiseProcess VP = VariancePreserving.standard();
  private static final NoiseProcess VE = new VarianceExploding(0.01, 100);
  private static final NoiseProcess EDM = EdmProcess.standard();
  private static final NoiseProcess FLOW = new FlowPath();

  static Stream<Arguments> samplers() {
    return Stream.of(
        of("ancestral", FULL, new AncestralSampler(TimeGrid.of(FULL, 1000), 0)),
        of("ancestral, larger variance", FULL, new AncestralSampler(TimeGrid.of(FULL, 1000), 1)),
        of("ancestral, EDM", EDM, new AncestralSampler(TimeGrid.of(EDM, 200), 0)),
        of("DDIM", FULL, new DdimSampler(TimeGrid.of(FULL, 200), 0)),
        of("DDIM, eta 1/2", FULL, new DdimSampler(TimeGrid.of(FULL, 500), 0.5)),
        of("DDIM, flow", FLOW, new DdimSampler(TimeGrid.of(FLOW, 200), 0)),
        of("Heun, EDM", EDM, new HeunSampler(TimeGrid.of(EDM, 30), 0)),
        of("Heun with churn, EDM", EDM, new HeunSampler(TimeGrid.of(EDM, 60), 20)),
        of("Heun with churn, VP", VP, new HeunSampler(TimeGrid.of(VP, 60), 10)),
        of("Heun, flow", FLOW, new HeunSampler(TimeGrid.of(FLOW, 40), 0)),
        of("DPM-Solver++, VP", VP, new DpmSolver(TimeGrid.evenInLogRatio(VP, 30))),
        of("DPM-Solver++, cosine", COSINE, new DpmSolver(TimeGrid.of(COSINE, 60))),
        of("DPM-Solver++, flow", FLOW, new DpmSolver(TimeGrid.of(FLOW, 60))),
        of("reverse SDE, VP", VP, new ReverseSdeSampler(TimeGrid.of(VP, 1000))),
        of("reverse SDE, VE", VE, new ReverseSdeSampler(TimeGrid.of(VE, 1000))),
        of("Heun, VE", VE, new HeunSampler(TimeGrid.of(VE, 60), 0)));
  }

  private static Arguments of(String name, NoiseProcess process, Sampler sampler) {
    return Arguments.of(Named.of(name, sampler), process);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void theExactDenoiserGivesTheGaussiansMomentsBack(Sampler sampler, NoiseProcess process) {
    Moments.of(sample(sampler, process, ITEMS, 7), 3).requireThatOf(TOY, 0.025);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void theSeedDecidesAndTheStartStays(Sampler sampler, NoiseProcess process) {
    double[] once = sample(sampler, process, 2, 3);
    assertThat(sample(sampler, process, 2, 3)).isEqualTo(once);
    assertThat(sample(sampler, process, 2, 4)).isNotEqualTo(once);
    double[] start = GaussianNoise.start(process, 6, GaussianNoise.source(1));
    double[] before = start.clone();
    sampler.sample(TOY.denoiser(process), start, GaussianNoise.source(2));
    assertThat(start).isEqualTo(before);
  }

  /**
   * A sampler ends at what it was told last, and asks no more often than agreed; for means once.
   */
  @ParameterizedTest
  @EnumSource
  void asksAsOftenAsAgreedAndEndsAtTheData(SamplerKind kind) {
    for (int evaluations : new int[] {1, 7}) {
      int[] count = {0};
      double[] start = {1, 2};
      double[] end =
          kind.of(COSINE, evaluations)
              .sample(
                  (noisy, time) -> {
                    count[0]++;
                    return new double[] {5, 6};
                  },
                  start,
                  GaussianNoise.source(1));
      assertThat(count[0]).isEqualTo(kind == SamplerKind.MEAN ? 1 : evaluations);
      assertThat(end).containsExactly(5, 6);
    }
  }

  /** Not only in distribution: with the same draws, number by number. */
  @Test
  void ddimWithFullNoiseOverAllStepsIsTheAncestralSampler() {
    NoiseProcess process = NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 50);
    TimeGrid grid = TimeGrid.of(process, 50);
    double[] start = GaussianNoise.draw(21, GaussianNoise.source(1));
    double[] ancestral =
        new AncestralSampler(grid, 0).sample(TOY.denoiser(process), start, GaussianNoise.source(2));
    double[] implicit =
        new DdimSampler(grid, 1).sample(TOY.denoiser(process), start, GaussianNoise.source(2));
    for (int i = 0; i < start.length; i++) {
      assertThat(implicit[i]).isCloseTo(ancestral[i], within(1e-9));
    }
  }

  /** x + (t_j - t_i) u, with the velocity that is optimal along each axis of the Gaussian. */
  @Test
  void onTheStraightPathDdimIsEulersMethodAlongTheVelocity() {
    GaussianToy line = GaussianToy.line(0.7, 0.3);
    int steps = 10;
    double[] start = {1.2};
    double[] end =
        new DdimSampler(TimeGrid.of(FLOW, steps), 0)
            .sample(line.denoiser(FLOW), start, GaussianNoise.source(1));
    double x = start[0];
    for (int i = steps; i >= 1; i--) {
      double tau = i / (double) steps;
      double gain = (tau - (1 - tau) * 0.3) / ((1 - tau) * (1 - tau) * 0.3 + tau * tau);
      double velocity = gain * (x - (1 - tau) * 0.7) - 0.7;
      x -= velocity / steps;
    }
    assertThat(end[0]).isCloseTo(x, within(1e-9));
  }

  @Test
  void settingsOutsideTheirRangeAreRefused() {
    TimeGrid grid = TimeGrid.of(FULL, 10);
    assertThatThrownBy(() -> TimeGrid.of(FULL, 1001)).hasMessageContaining("1001");
    assertThatThrownBy(() -> new DdimSampler(grid, 1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new HeunSampler(grid, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new AncestralSampler(grid, 2)).hasMessageContaining("2");
    assertThatThrownBy(() -> new ReverseSdeSampler(TimeGrid.of(FLOW, 10)))
        .hasMessageContaining("no finite drift at time 1");
    assertThatThrownBy(() -> new TimeGrid(VP, new double[] {0.5, 0.5}))
        .hasMessageContaining("does not fall");
    assertThatThrownBy(() -> new TimeGrid(VP, new double[] {1, 0}))
        .hasMessageContaining("noise at its last");
  }

  private static double[] sample(Sampler sampler, NoiseProcess process, int items, long seed) {
    var random = GaussianNoise.source(seed);
    double[] start = GaussianNoise.start(process, 3 * items, random);
    return sampler.sample(TOY.denoiser(process), start, random);
  }

  /** There its estimate is what came in, so that an evaluation would be for nothing. */
  @Test
  void aConsistencyModelIsNotAskedAtTheEarliestTime() {
    EdmProcess process = EdmProcess.standard();
    for (int evaluations : new int[] {1, 2, 4}) {
      List<Double> asked = new ArrayList<>();
      double[] unused =
          SamplerKind.CONSISTENCY
              .of(process, evaluations)
              .sample(
                  (noisy, time) -> {
                    asked.add(time);
                    return noisy;
                  },
                  new double[] {1},
                  GaussianNoise.source(1));
      assertThat(asked).hasSize(evaluations).startsWith(1.0).allMatch(t -> t > process.earliest());
    }
  }

  /** A draw would be error: it asks once, and shows no noise. */
  @Test
  void theMeanIsAskedForOnceAtTheLatestTime() {
    double[] mean =
        SamplerKind.MEAN
            .of(VP, 8)
            .sample(
                (noisy, time) -> new double[] {noisy[0], time},
                new double[] {3, 3},
                GaussianNoise.source(1));
    assertThat(mean).containsExactly(0, 1);
  }
}
