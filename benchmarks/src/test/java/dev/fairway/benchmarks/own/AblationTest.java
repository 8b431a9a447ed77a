package dev.fairway.benchmarks.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Comparison;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.ResultTable;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.forecast.ModernConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {

  private static final ModernConfig FULL = ModernConfig.standard();

  @TempDir private Path work;

  @Test
  void aPartIsLeftOutAndAllElseStays() {
    ModernConfig without =
        (ModernConfig) new Ablation("without-graph", "{\"diffusionHops\": 0}").of(FULL);

    assertThat(without.diffusionHops()).isZero();
    assertThat(without).usingRecursiveComparison().ignoringFields("diffusionHops").isEqualTo(FULL);
  }

  @Test
  void aPartThatDoesNotExistCannotBeLeftOut() {
    assertThatThrownBy(() -> new Ablation("typo", "{\"sitEmbedding\": 0}").of(FULL))
        .hasMessageContaining("typo")
        .hasMessageContaining("sitEmbedding");
  }

  @Test
  void everyVariantIsAnotherModel() {
    List<Contender> all = Ablation.all(1, Clock.systemUTC(), "test");

    assertThat(all).extracting(Contender::name).startsWith(Ablation.FULL).doesNotHaveDuplicates();
    assertThat(all).extracting(Contender::configuration).doesNotHaveDuplicates();
  }

  @Test
  void theTableShowsTheDifferenceFromTheFullForm() throws Exception {
    ResultsFile<RunRecord> results =
        new ResultsFile<>(work.resolve("ablation.jsonl"), RunRecord.class);
    List<String> news = new ArrayList<>();
    Comparison comparison =
        new Comparison(
            new TrainingBudget(1, 64, 32, 1),
            1,
            results,
            work,
            "benchmarks/run ablation",
            Clock.systemUTC(),
            news::add);
    List<Contender> some =
        Ablation.all(1, Clock.systemUTC(), "test").stream()
            .filter(
                contender ->
                    Set.of("modern", "without-graph", "without-seasons").contains(contender.name()))
            .toList();

    int failed =
        comparison.run(
            comparison.pending(List.of(SmallTask.withHoles(300)), some, List.of(1L, 2L)));

    assertThat(failed).as(news::toString).isZero();
    assertThat(results.read())
        .extracting(RunRecord::model)
        .containsExactly(
            "modern",
            "without-seasons",
            "without-graph",
            "modern",
            "without-seasons",
            "without-graph");
    assertThat(ResultTable.of(results.read(), Optional.of(Ablation.FULL)))
        .contains("MAE against modern", "| +0.00 ± 0.00 % |", "| without-graph | 2 |");
  }
}
