package dev.fairway.benchmarks.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Disturbance;
import dev.fairway.forecast.Evaluation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlausibleAttackTest {

  private static final Task TASK = SmallTask.withHoles(700);
  private static final Attack ATTACK = Attack.of(0.3, 4, 1);

  @TempDir private Path work;
  private PlausibleAttack plausible;
  private StgcnForecaster forecaster;

  @BeforeEach
  void train() throws Exception {
    TensorEngine.setThreads(1);
    DiffusionTask windows =
        new DiffusionTask(TASK.name(), TASK.series(), TASK.dataHash(), TASK.split(), TASK.scaler());
    plausible =
        new PlausibleAttack(
            new DiffusionTraining(work, Clock.systemUTC(), "test", line -> {})
                .of(windows, TrainingSettings.defaults(5, Duration.ofDays(1), 1)),
            TASK.scaler());
    forecaster =
        StgcnBundles.load(
            Training.of(ModernConfig.standard(), 1, Clock.systemUTC(), "test")
                .run(TASK, new TrainingBudget(1, 320, 32, 1), 1, work, line -> {})
                .bundle(),
            TASK.series().measured());
  }

  @AfterEach
  void close() {
    forecaster.close();
    plausible.close();
  }

  private static Example example() {
    int start = TASK.testStarts()[0];
    return new Example(TASK.input(start), TASK.truth(start));
  }

  @Test
  void itStaysWithinTheRadiusAndLeavesHolesAsTheyWere() {
    Example example = example();
    ForecastInput before = example.input();
    ForecastInput after = plausible.on(forecaster, ATTACK).of(example, new SplittableRandom(1));
    assertThat(after.observed().observed()).isEqualTo(before.observed().observed());
    assertThat(after.filled()).isNotEqualTo(before.filled());
    int row = before.observed().steps() * before.observed().sites();
    for (int cell = 0; cell < after.filled().length; cell++) {
      double radius = ATTACK.radius() * TASK.scaler().deviations().get(cell / row);
      float reach = before.observed().observed()[cell] ? (float) (radius + 1e-4) : 0;
      assertThat(Math.abs(after.filled()[cell] - before.filled()[cell])).isLessThanOrEqualTo(reach);
    }
  }

  @Test
  void thePushIsWhatMakesForecastsWorse() {
    assertThat(error(plausible.on(forecaster, ATTACK)))
        .isGreaterThan(error(plausible.control(ATTACK)));
  }

  /** Mean absolute error of the first channel on some test windows. */
  private double error(Disturbance disturbance) {
    return new Evaluation(
            TASK.series(),
            TASK.split().test(),
            Task.INPUT_STEPS,
            Task.HORIZON,
            TASK.filler(),
            Optional.empty(),
            20)
        .of(forecaster, disturbance, 1)
        .of(0)
        .mae();
  }
}
