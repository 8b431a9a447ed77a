package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseProcessTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Stream<NoiseProcess> processes() {
    return Stream.of(
        NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000),
        NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100),
        VariancePreserving.standard(),
        new VarianceExploding(0.01, 50),
        EdmProcess.standard(),
        new FlowPath());
  }

  @ParameterizedTest
  @MethodSource("processes")
  void signalToNoiseRatioFallsFromTheDataToTheNoise(NoiseProcess process) {
    for (int i = 1; i <= 200; i++) {
      assertThat(process.at(i / 200.0).snr()).isLessThan(process.at((i - 1) / 200.0).snr());
    }
    assertThat(process.at(process.earliest()).snr()).isBetween(1000.0, Double.MAX_VALUE);
    assertThat(process.at(1).snr()).isLessThan(1e-3);
    assertThatThrownBy(() -> process.at(-0.1)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> process.at(Double.NaN)).hasMessageContaining("NaN");
  }

  /**
   * The equation's moments are the process's: (log a)' = f and (s^2)' = 2 f s^2 + g^2. By central
   * differences, away from the kinks of a schedule in steps.
   */
  @ParameterizedTest
  @MethodSource("processes")
  void theEquationHasTheProcessAsItsMarginals(NoiseProcess process) {
    double h = 1e-6;
    for (double time : new double[] {0.1003, 0.5003, 0.9003}) {
      Level before = process.at(time - h);
      Level level = process.at(time);
      Level after = process.at(time + h);
      Sde sde = process.sde(time);
      double noise = level.noise() * level.noise();
      double slope = (after.noise() * after.noise() - before.noise() * before.noise()) / (2 * h);
      double drift = (Math.log(after.signal()) - Math.log(before.signal())) / (2 * h);
      assertThat(drift).isCloseTo(sde.drift(), within(1e-5 * (1 + Math.abs(sde.drift()))));
      double expected = 2 * sde.drift() * noise + sde.diffusion() * sde.diffusion();
      assertThat(slope).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void trainingTimesCoverWhatASamplerAsks(NoiseProcess process) {
    double before = 0;
    for (int i = 0; i <= 100; i++) {
      double time = process.trainingTime(i / 100.0);
      assertThat(time).isBetween(Math.max(before, process.earliest()), 1.0);
      before = time;
    }
    assertThat(process.trainingTime(0)).isCloseTo(process.earliest(), within(1e-12));
    assertThat(process.trainingTime(1)).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void aTimeIsFoundByItsRatio(NoiseProcess process) {
    for (double time : new double[] {0.02, 0.3, 0.77}) {
      assertThat(process.timeOf(process.at(time).logRatio())).isCloseTo(time, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void gridsFallFromOneToWhereThereIsNoise(NoiseProcess process) {
    for (int steps : new int[] {1, 2, 7, 100}) {
      TimeGrid grid = TimeGrid.of(process, steps);
      assertThat(grid.steps()).isEqualTo(steps);
      assertThat(grid.time(0)).isEqualTo(1);
    }
    assertThatThrownBy(() -> TimeGrid.of(process, 0)).hasMessageContaining("0 steps");
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theCardBringsItBack(NoiseProcess process) throws Exception {
    NoisePlan plan = new NoisePlan(process, new EdmPreconditioning(0.7));
    String json = JSON.writeValueAsString(plan);
    assertThat(JSON.readValue(json, NoisePlan.class)).isEqualTo(plan);
  }

  @Test
  void aCardNamesWhatItMeans() throws Exception {
    NoisePlan plan =
        new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 1000), new VPrediction());
    assertThat(JSON.readTree(JSON.writeValueAsString(plan)))
        .isEqualTo(
            JSON.readTree(
                "{\"process\": {\"kind\": \"ddpm\", \"schedule\": \"COSINE\", \"steps\": 1000},"
                    + " \"prediction\": {\"kind\": \"v\"}}"));
  }

  /** Karras et al. (2022), equation 5 with rho = 7. */
  @Test
  void theEdmProcessVisitsTheSigmasOfItsPaper() {
    double n = 18;
    TimeGrid grid = TimeGrid.of(EdmProcess.standard(), 18);
    TimeGrid built = TimeGrid.karras(new VarianceExploding(0.002, 80), 18, 7);
    for (int i = 0; i < n; i++) {
      double root = Math.pow(80, 1.0 / 7);
      double expected = Math.pow(root + i / (n - 1) * (Math.pow(0.002, 1.0 / 7) - root), 7);
      assertThat(grid.level(i).noise()).isCloseTo(expected, within(1e-6 * expected));
      assertThat(built.level(i).noise()).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  /** Half of the training's sigmas lie below the median exp(P_mean), and 84.13 % below one more. */
  @Test
  void theEdmProcessTrainsWithALogNormalSigma() {
    EdmProcess process = new EdmProcess(0.002, 80, -1.2, 1.2);
    assertThat(Math.log(process.at(process.trainingTime(0.5)).noise()))
        .isCloseTo(-1.2, within(1e-9));
    assertThat(Math.log(process.at(process.trainingTime(0.8413447460685429)).noise()))
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void lambdaIsSpreadEvenlyWhereASamplerWantsIt() {
    TimeGrid grid = TimeGrid.evenInLogRatio(VariancePreserving.standard(), 11);
    double step = grid.level(1).logRatio() - grid.level(0).logRatio();
    for (int i = 1; i < grid.steps(); i++) {
      assertThat(grid.level(i).logRatio() - grid.level(i - 1).logRatio())
          .isCloseTo(step, within(1e-9));
    }
    assertThat(grid.time(grid.last())).isEqualTo(VariancePreserving.standard().earliest());
    assertThatThrownBy(() -> TimeGrid.evenInLogRatio(new FlowPath(), 10))
        .hasMessageContaining("no signal");
  }
}
