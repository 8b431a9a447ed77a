package dev.fairway.benchmarks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.diffusion.QualityComparison.Gap;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.ModernConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole comparison, of models that have learned for three steps. */
class QualityComparisonTest {

  private static final DiffusionTask TOWN =
      DiffusionTask.of("town", GridTown.series(GridTown.measured(25, 1), 1500));
  private static final Variant UNET = Variant.named("unet");
  private static final TrainingSettings FEW = UNET.settings(3, 2, 1);
  private static final List<Ask> ASKS = List.of(Ask.parse("ddim:2"), Ask.parse("dpm-solver:3"));

  @TempDir static Path directory;
  private static ResultsFile<QualityRun> results;

  @BeforeAll
  static void measureOnce() throws IOException {
    results = new ResultsFile<>(directory.resolve("quality.jsonl"), QualityRun.class);
    measure(results, "work", new ArrayList<>());
  }

  private static void measure(ResultsFile<QualityRun> results, String work, List<String> news)
      throws IOException {
    QualityComparison comparison =
        new QualityComparison(
            TOWN, results, directory.resolve(work), "test", Clock.systemUTC(), news::add);
    List<Gap> gaps = List.of(new Gap(GapPattern.RANDOM, 0.5), new Gap(GapPattern.BLOCK, 0.5));
    comparison.generationBounds(5);
    comparison.imputationBaselines(gaps, 3);
    comparison.generation(UNET, FEW, ASKS, 5);
    comparison.imputation(UNET, FEW, ASKS.subList(0, 1), gaps, 3, 3);
    comparison.forecasts(UNET, FEW, ASKS.subList(0, 1), 3);
    Training stgcn = Training.of(ModernConfig.standard(), 1, Clock.systemUTC(), "test");
    TrainingBudget budget = new TrainingBudget(1, 8, 4, 1);
    comparison.forecaster("STGCN, normal", stgcn, budget, 1, true, 3);
    comparison.forecaster("STGCN, its own", stgcn, budget, 1, false, 3);
    comparison.students(UNET, FEW, ASKS.get(0), List.of(0.0, 1.0), stgcn, budget, 4, 3);
  }

  @Test
  void whatIsOnFileIsNotMeasuredAgain() throws IOException {
    List<QualityRun> runs = results.read();
    assertThat(runs).hasSize(2 + 3 * 2 + 2 + 2 + 1 + 2 + 2);
    assertThat(runs).allSatisfy(run -> assertThat(run.scores()).isNotEmpty());
    List<String> news = new ArrayList<>();
    measure(results, "work", news);
    assertThat(news).isEmpty();
    assertThat(results.read()).isEqualTo(runs);
    assertThat(QualityTable.of(runs))
        .contains("**town, generate**", "**town, impute block 50 %**", "| unet | ddim:2 | 1 |");
  }

  @Test
  void oneSeedGivesOneResult() throws IOException {
    ResultsFile<QualityRun> again =
        new ResultsFile<>(directory.resolve("again.jsonl"), QualityRun.class);
    measure(again, "another", new ArrayList<>());
    assertThat(again.read())
        .extracting(QualityRun::scores)
        .isEqualTo(results.read().stream().map(QualityRun::scores).toList());
  }

  /** The same small network, and what it says after it has been taught. */
  @Test
  void aStudentSaysSomethingElseThanWhoWasNotTaught() throws IOException {
    List<QualityRun> students =
        results.read().stream().filter(run -> run.model().startsWith("small STGCN")).toList();
    assertThat(students)
        .extracting(QualityRun::model)
        .containsExactly(
            "small STGCN, a share of 0.0 taught by unet",
            "small STGCN, a share of 1.0 taught by unet");
    assertThat(students).extracting(QualityRun::scores).doesNotHaveDuplicates();
  }

  @Test
  void anAskIsReadAsItIsWritten() {
    assertThat(Ask.parse("reverse-sde:50").toString()).isEqualTo("reverse-sde:50");
    assertThatThrownBy(() -> Ask.parse("euler:5")).hasMessage("There is no sampler euler");
    assertThatThrownBy(() -> Ask.parse("ddim")).hasMessageContaining("SAMPLER:EVALUATIONS");
    assertThatThrownBy(() -> Variant.named("gan")).hasMessageContaining("There is no model gan");
  }
}
