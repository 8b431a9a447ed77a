package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterisationTest {

  private static final double EXACT = 1e-6;
  private static final double CLEAN = 0.37;
  private static final double EPSILON = -1.9;

  static Stream<Parameterisation> parameterisations() {
    return Stream.of(
        new CleanPrediction(),
        new NoisePrediction(),
        new VPrediction(),
        new VelocityPrediction(),
        new EdmPreconditioning(0.5),
        new EdmPreconditioning(1),
        new ConsistencyPrediction(0.0005, 0.5));
  }

  @ParameterizedTest
  @MethodSource("parameterisations")
  void dataAndNoiseComeBackWhateverTheProcess(Parameterisation parameterisation) {
    for (NoiseProcess process : NoiseProcessTest.processes().toList()) {
      for (int k = 2; k < 1000; k++) {
        Level level = process.at(k / 1000.0);
        double noisy = level.noised(CLEAN, EPSILON);
        double predicted = parameterisation.target(level).of(CLEAN, EPSILON);
        assertThat(parameterisation.clean(level).of(noisy, predicted))
            .isCloseTo(CLEAN, within(EXACT));
        assertThat(parameterisation.noise(level).of(noisy, predicted))
            .isCloseTo(EPSILON, within(EXACT));
      }
    }
  }

  @Test
  void vIsFiniteAtBothEnds() {
    VPrediction v = new VPrediction();
    assertThat(v.clean(new Level(0, 1)).of(EPSILON, -CLEAN)).isEqualTo(CLEAN);
    assertThat(v.noise(new Level(1, 0)).of(CLEAN, EPSILON)).isEqualTo(EPSILON);
  }

  /** As noise turns into data, v is the derivative of x along the angle of (a, s). */
  @Test
  void vIsTheDerivativeAlongTheAngle() {
    double angle = 0.8;
    double step = 1e-5;
    double difference = (at(angle + step) - at(angle - step)) / (2 * step);
    Level level = new Level(Math.cos(angle), Math.sin(angle));
    assertThat(new VPrediction().target(level).of(CLEAN, EPSILON))
        .isCloseTo(difference, within(1e-8));
  }

  private static double at(double angle) {
    return new Level(Math.cos(angle), Math.sin(angle)).noised(CLEAN, EPSILON);
  }

  /** A survey's slides print abar epsilon - (1 - abar) x_k: x0 does not come back from that. */
  @Test
  void theVPrintedInTheSurveyIsWrong() {
    Level level = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000).level(300);
    double noisy = level.noised(CLEAN, EPSILON);
    double printed = level.alphaBar() * EPSILON - (1 - level.alphaBar()) * noisy;
    double recovered = new VPrediction().clean(level).of(noisy, printed);
    assertThat(Math.abs(recovered - CLEAN)).isGreaterThan(0.1);
  }

  /** The speed of x along the path of flow matching, and what gives its score. */
  @Test
  void velocityIsTheDerivativeInTimeAndGivesTheScore() {
    FlowPath path = new FlowPath();
    double time = 0.3;
    double step = 1e-5;
    double velocity = new VelocityPrediction().target(path.at(time)).of(CLEAN, EPSILON);
    double later = path.at(time + step).noised(CLEAN, EPSILON);
    double earlier = path.at(time - step).noised(CLEAN, EPSILON);
    assertThat(velocity).isCloseTo((later - earlier) / (2 * step), within(1e-8));
    Level level = path.at(time);
    double x = level.noised(CLEAN, EPSILON);
    double clean = new VelocityPrediction().clean(level).of(x, velocity);
    assertThat(level.score(x, clean)).isCloseTo(-(x + (1 - time) * velocity) / time, within(EXACT));
  }

  /** Lipman's path, scaled to preserve the variance, is a VP process: there is one score. */
  @Test
  void flowIsAVariancePreservingProcessInOtherUnits() {
    for (double time : new double[] {0.1, 0.5, 0.9}) {
      Level flow = new FlowPath().at(time);
      double scale = new VelocityPrediction().inputScale(flow);
      Level preserving = new Level(scale * flow.signal(), scale * flow.noise());
      assertThat(
              preserving.signal() * preserving.signal() + preserving.noise() * preserving.noise())
          .isCloseTo(1, within(EXACT));
      double x = flow.noised(CLEAN, EPSILON);
      assertThat(preserving.score(scale * x, CLEAN))
          .isCloseTo(flow.score(x, CLEAN) / scale, within(EXACT));
    }
  }

  /** Whatever sigma is, for data of its deviation: in closed form, and of draws within 1 %. */
  @Test
  void edmGivesItsNetworkInputAndTargetOfVarianceOne() {
    EdmPreconditioning edm = new EdmPreconditioning(0.5);
    SplittableRandom random = new SplittableRandom(5);
    int draws = 400_000;
    for (double sigma : List.of(0.002, 0.1, 0.5, 2.0, 80.0)) {
      Level level = new Level(1, sigma);
      double input = 0;
      double target = 0;
      for (int i = 0; i < draws; i++) {
        double clean = 0.5 * random.nextGaussian();
        double epsilon = random.nextGaussian();
        double seen = edm.inputScale(level) * level.noised(clean, epsilon);
        double wanted = edm.target(level).of(clean, epsilon);
        input += seen * seen / draws;
        target += wanted * wanted / draws;
      }
      // 1 % is four standard errors of a variance.
      assertThat(input).isCloseTo(1, within(0.01));
      assertThat(target).isCloseTo(1, within(0.01));
      Mix mix = edm.target(level);
      assertThat(Math.hypot(0.5 * mix.first(), mix.second())).isCloseTo(1, within(EXACT));
      assertThat(edm.inputScale(level) * Math.hypot(0.5, sigma)).isCloseTo(1, within(EXACT));
    }
  }

  @Test
  void edmIsWrittenAsInItsPaper() {
    double d = 0.5;
    double sigma = 1.7;
    Mix clean = new EdmPreconditioning(d).clean(new Level(1, sigma));
    assertThat(clean.first()).isCloseTo(d * d / (sigma * sigma + d * d), within(EXACT));
    assertThat(clean.second())
        .isCloseTo(sigma * d / Math.sqrt(sigma * sigma + d * d), within(EXACT));
    assertThat(new EdmPreconditioning(d).condition(0.5, new Level(1, sigma)))
        .isCloseTo(Math.log(sigma) / 4, within(EXACT));
    // The paper's weight of the error of x0, in units of the network's error, is 1.
    assertThat((sigma * sigma + d * d) / (sigma * d * sigma * d) * clean.second() * clean.second())
        .isCloseTo(1, within(EXACT));
  }

  @Test
  void withoutNoiseEdmGivesItsInputBack() {
    double wild = 1e3;
    Mix clean = new EdmPreconditioning(0.5).clean(new Level(1, 1e-9));
    assertThat(clean.of(CLEAN, wild)).isCloseTo(CLEAN, within(1e-5));
  }

  /** For data of deviation 1 EDM's network learns -v of the same level, variance preserved. */
  @Test
  void edmIsVInOtherUnits() {
    Level edm = new Level(1, 1.7);
    double root = Math.hypot(1, 1.7);
    Level preserving = new Level(1 / root, 1.7 / root);
    Mix target = new EdmPreconditioning(1).target(edm);
    Mix v = new VPrediction().target(preserving);
    assertThat(target.first()).isCloseTo(-v.first(), within(EXACT));
    assertThat(target.second()).isCloseTo(-v.second(), within(EXACT));
  }

  @Test
  void aConsistencyFunctionIsTheIdentityAtItsSmallestLevel() {
    ConsistencyPrediction prediction = new ConsistencyPrediction(0.002, 0.5);
    double wild = 1e9;
    assertThat(prediction.clean(new Level(1, 0.002)).of(CLEAN, wild)).isEqualTo(CLEAN);
  }

  @Test
  void minimalSnrWeightsAreThoseOfTheirPaper() {
    NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 1000);
    for (int k : new int[] {5, 300, 900}) {
      Level level = schedule.level(k);
      double snr = level.snr();
      double least = Math.min(snr, 5);
      LossWeight weight = LossWeight.MIN_SNR_5;
      assertThat(weight.at(level, new CleanPrediction())).isCloseTo(least, within(EXACT));
      assertThat(weight.at(level, new NoisePrediction())).isCloseTo(least / snr, within(EXACT));
      assertThat(weight.at(level, new VPrediction())).isCloseTo(least / (snr + 1), within(EXACT));
      assertThat(LossWeight.SIMPLE.at(level, new VPrediction())).isEqualTo(1);
    }
  }
}
