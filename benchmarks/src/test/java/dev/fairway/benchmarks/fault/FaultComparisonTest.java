package dev.fairway.benchmarks.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.fault.FaultComparison.Trial;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.ModernConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultComparisonTest {

  /** Of more than one day, so that another day can be replayed. */
  private static final Task TASK = SmallTask.withHoles(700);

  private static final Attack ATTACK = Attack.of(0.3, 2, 1);

  @TempDir private Path work;

  @Test
  void everyConditionIsMeasuredOnceForEachModel() throws Exception {
    ResultsFile<FaultRun> results = new ResultsFile<>(work.resolve("faults.jsonl"), FaultRun.class);
    List<String> news = new ArrayList<>();
    FaultComparison comparison =
        new FaultComparison(
            TASK,
            new TrainingBudget(1, 64, 32, 1),
            Condition.all(TASK, 0.4, List.of(ATTACK)),
            10,
            results,
            work,
            "benchmarks/run faults",
            Clock.systemUTC(),
            news::add);
    List<Trial> trials =
        FaultComparison.trials(
            Training.of(ModernConfig.standard(), 1, Clock.systemUTC(), "test"), ATTACK);
    comparison.expected(trials, List.of(1L));
    for (Trial trial : trials) {
      comparison.run(trial, 1);
      comparison.run(trial, 1);
    }

    assertThat(results.read()).hasSize(2 * 8).extracting(FaultRun::key).doesNotHaveDuplicates();
    assertThat(results.read())
        .allSatisfy(run -> assertThat(run.maes()).containsOnlyKeys("flow, veh/h", "speed, m/s"));
    assertThat(news).anyMatch(line -> line.startsWith("expected: under PGD-2 0.3 sd"));
    assertThat(FaultTable.of(results.read()))
        .contains("**small, MAE of speed, m/s**", "| PGD-2 0.3 sd, 100 % of the sites |");
  }
}
