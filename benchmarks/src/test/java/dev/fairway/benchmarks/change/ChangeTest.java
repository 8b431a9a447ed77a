package dev.fairway.benchmarks.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Comparison;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.ResultTable;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import dev.fairway.benchmarks.accuracy.Scores;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Baseline;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.series.TrafficWindow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeTest {

  private static final Task TASK = SmallTask.withHoles(600);
  private static final SiteDraw DRAW = SiteDraw.of(TASK, 0.1, 1);

  @TempDir private Path work;

  /** Who looks at each site alone loses nothing at the others. */
  @ParameterizedTest
  @EnumSource(Change.class)
  void theLastValueOfTheOthersIsTheSameWhateverHappens(Change change) {
    PointForecaster lastValue = new LastValue(new int[] {0, 1}, Task.HORIZON);

    Scores changed =
        Scoring.of(TASK, change.seen(DRAW, served(change), lastValue), List.of(DRAW.others()));

    assertThat(changed)
        .isEqualTo(Scoring.of(TASK, Baseline.LAST_VALUE.fit(TASK), List.of(DRAW.others())));
  }

  @Test
  void goneSitesAreNotSeen() {
    assertThat(seen(Change.GONE).sites()).isEqualTo(2);
    assertThat(seen(Change.GONE_RETRAINED).sites()).isEqualTo(2);
  }

  @Test
  void silentSitesAreNotHeard() {
    TrafficWindow seen = seen(Change.SILENT);

    assertThat(seen.sites()).isEqualTo(3);
    assertThat(seen.observed()).isEqualTo(DRAW.silent(input().observed()).observed());
  }

  /** What is unusual is known of no day but this one, so it must come from the window. */
  @Test
  void ofNewSitesNoPastIsKnown() {
    int drawn = DRAW.drawn().sites()[0];
    TrafficWindow window = input().observed();
    float[] values = window.values().clone();
    boolean[] observed = window.observed().clone();
    for (int step = 0; step < window.steps(); step++) {
      values[window.cell(0, step, drawn)] = 1234;
      observed[window.cell(0, step, drawn)] = step == 0;
    }
    TrafficWindow unusual =
        new TrafficWindow(
            window.start(), window.interval(), 2, window.steps(), 3, values, observed);
    float[][] filled = new float[1][];

    Change.NEW
        .seen(
            DRAW,
            TASK,
            (seen, its) -> {
              filled[0] = its;
              return new float[0];
            })
        .forecast(unusual, TASK.filler().fill(unusual));

    assertThat(filled[0][window.cell(0, 11, drawn)]).isEqualTo(1234);
    assertThat(TASK.filler().fill(unusual)[window.cell(0, 11, drawn)]).isLessThan(100);
  }

  @Test
  void everyChangeIsARunAndNoneIsRunTwice() throws Exception {
    ResultsFile<RunRecord> results =
        new ResultsFile<>(work.resolve("change.jsonl"), RunRecord.class);
    List<String> news = new ArrayList<>();
    Comparison comparison =
        new Comparison(
            new TrainingBudget(1, 64, 32, 1),
            1,
            results,
            work,
            "benchmarks/run change",
            Clock.systemUTC(),
            news::add);
    List<Contender> contenders =
        ChangeContender.all(
            Training.of(ModernConfig.standard(), 1, Clock.systemUTC(), "test"), 0.1);
    List<Comparison.Pending> pending = comparison.pending(List.of(TASK), contenders, List.of(1L));
    comparison.estimate(pending);

    assertThat(comparison.run(pending)).as(news::toString).isZero();

    Map<String, RunRecord> runs =
        results.read().stream().collect(Collectors.toMap(RunRecord::model, Function.identity()));
    assertThat(runs).hasSize(8);
    assertThat(runs.get("sites-gone").scores().keySet())
        .containsExactly("flow at the other sites", "speed at the other sites");
    assertThat(runs.get("sites-new").scores()).hasSize(4).containsKey("flow at the drawn sites");
    assertThat(runs.get("sites-silent").parameters())
        .isEqualTo(runs.get("reference").parameters())
        .isPositive();
    assertThat(comparison.pending(List.of(TASK), contenders, List.of(1L))).isEmpty();
    assertThat(ResultTable.of(results.read(), Optional.of(Change.NONE.label())))
        .contains(
            "### speed at the drawn sites, m/s", "MAE against reference", "| sites-gone | 1 |");
  }

  private static Task served(Change change) {
    return change.servesAll() ? TASK : DRAW.withoutDrawn();
  }

  private static ForecastInput input() {
    return TASK.input(TASK.testStarts()[0]);
  }

  /** What a forecaster gets to see of a window. */
  private static TrafficWindow seen(Change change) {
    TrafficWindow[] seen = new TrafficWindow[1];
    ForecastInput input = input();
    change
        .seen(
            DRAW,
            served(change),
            (observed, filled) -> {
              seen[0] = observed;
              return new float[0];
            })
        .forecast(input.observed(), input.filled());
    return seen[0];
  }
}
