package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole study, of models that have learned for a few steps. */
class TransferStudyTest {

  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(9, 1), 600);
  private static final TransferPlan FEW = new TransferPlan(2, 2, 8, List.of(0.8));

  private static final SourceNetwork SOURCE =
      SourceNetwork.of(GridTown.series(GridTown.measured(25, 2), 400), TOWN.measured(), 10, 2);

  /** One search is enough: it is most of the time. */
  private static final List<Arm> ARMS =
      List.of(Arm.NOTHING, Arm.CLASSIC, Arm.REPRESENTATION, Arm.AUGMENTATION, Arm.BOTH);

  @TempDir Path directory;
  private final List<String> news = new ArrayList<>();

  private List<TransferRun> study(String file, List<Arm> arms) throws IOException {
    return study(file, arms, Arrivals.ALL);
  }

  private List<TransferRun> study(String file, List<Arm> arms, Arrivals arrivals)
      throws IOException {
    ResultsFile<TransferRun> results =
        new ResultsFile<>(directory.resolve(file), TransferRun.class);
    new TransferStudy(
            TOWN,
            Optional.of(SOURCE),
            FEW,
            results,
            directory.resolve("work-" + file),
            "test",
            Clock.systemUTC(),
            news::add)
        .run(List.of(new Amount(1)), List.of(arrivals), arms, List.of(1L));
    return results.read();
  }

  @Test
  void everyArmIsScoredOnTheSameCellsAndNotAgain() throws IOException {
    List<TransferRun> runs = study("a.jsonl", ARMS);
    assertThat(runs).extracting(TransferRun::arm).containsExactly(labels());
    for (TransferRun run : runs) {
      assertThat(run.errors()).containsOnlyKeys(runs.get(0).errors().keySet());
      run.errors()
          .forEach(
              (channel, horizons) ->
                  horizons.forEach(
                      (horizon, days) ->
                          assertThat(days)
                              .extracting(DayErrors::count)
                              .isEqualTo(counts(runs.get(0), channel, horizon))));
    }
    assertThat(runs.get(runs.size() - 1).chosen())
        .containsOnlyKeys("representation", "augmentation");
    assertThat(study("a.jsonl", ARMS)).isEqualTo(runs);
    assertThat(news)
        .filteredOn(line -> line.contains("windows wanted"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("8 windows wanted"));
    assertThat(TransferTable.of(runs, Arm.NOTHING))
        .contains("1 day", "| nothing | 1 |", "| diffusion representation | 1 |");
  }

  @Test
  void oneSeedGivesOneResult() throws IOException {
    List<TransferRun> first = study("b.jsonl", List.of(Arm.AUGMENTATION));
    List<TransferRun> second = study("c.jsonl", List.of(Arm.AUGMENTATION));
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).errors()).isEqualTo(first.get(i).errors());
      assertThat(second.get(i).chosen()).isEqualTo(first.get(i).chosen());
    }
  }

  @Test
  void whatIsCarriedFromAnotherNetworkNamesIt() throws IOException {
    List<Arm> arms = List.of(Arm.NOTHING, Arm.FINE_TUNED_FORECASTER, Arm.TRANSFERRED_AUGMENTATION);
    List<TransferRun> runs = study("d.jsonl", arms);
    assertThat(runs)
        .extracting(TransferRun::source)
        .containsExactly("", SOURCE.words(), SOURCE.words());
    // Runs on file from before there were sources are those of arms without one.
    List<String> lines = Files.readAllLines(directory.resolve("d.jsonl"));
    assertThat(lines.get(0)).doesNotContain("source");
    assertThat(lines.get(1)).contains("source");
    assertThat(runs.get(1).errors()).isNotEqualTo(runs.get(0).errors());
    assertThat(study("d.jsonl", arms)).isEqualTo(runs);
    assertThat(TransferTable.of(runs, Arm.NOTHING))
        .contains("| fine-tuned forecaster, from " + SOURCE.words() + " | 1 |");
    assertThat(TransferTable.of(runs, Arm.FINE_TUNED_FORECASTER))
        .containsPattern("[|] nothing [|] 1 [|] [^;%]*; .* %")
        .containsPattern("[|] fine-tuned forecaster, from [^|]* [|] 1 [|] [^;%]*\n");
  }

  @Test
  void whereFewReadingsArriveForecastsAreScoredAgainstAllOfThem() throws IOException {
    List<Arm> arms =
        List.of(Arm.NOTHING, Arm.LINE, Arm.IMPUTED, Arm.IMPUTED_TARGETS, Arm.IMPUTED_FORESIGHT);
    List<TransferRun> sparse = study("e.jsonl", arms, new Arrivals(0.25));
    TransferRun all = study("f.jsonl", List.of(Arm.NOTHING)).get(0);
    assertThat(sparse).hasSize(arms.size());
    for (TransferRun run : sparse) {
      assertThat(run.amount()).isEqualTo("1 day, 25 % of the readings");
      assertThat(counts(run, "speed", "all")).isEqualTo(counts(all, "speed", "all"));
    }
    // Completed targets may turn out not to be chosen: then that arm is the one without them.
    assertThat(sparse)
        .filteredOn(run -> !run.arm().equals(Arm.IMPUTED_TARGETS.label()))
        .extracting(TransferRun::errors)
        .doesNotHaveDuplicates();
    assertThat(TransferTable.of(sparse, Arm.LINE))
        .containsPattern("[|] straight lines [|] 1 [|] [^;%]*\n")
        .containsPattern("[|] nothing [|] 1 [|] [^;%]*; .* %")
        .containsPattern("[|] diffusion imputation [|] 1 [|] [^;%]*; .* %");
    assertThat(news).anyMatch(line -> line.matches("5 runs to do, about \\d+ min of training"));
  }

  /** What hardly learned draws nothing that is accepted: a result, and no failure. */
  @Test
  void whereNoDrawnWindowIsAcceptedThereIsNothingToLearnFrom() throws IOException {
    List<TransferRun> runs =
        study("g.jsonl", List.of(Arm.SYNTHETIC_ALONE, Arm.FINE_TUNED_ON_DRAWN, Arm.NOTHING));
    for (TransferRun drawn : runs.subList(0, 2)) {
      assertThat(drawn.errors()).isEmpty();
      assertThat(drawn.chosen()).containsEntry("augmentation", "no drawn window was accepted");
    }
    assertThat(runs.get(2).errors()).isNotEmpty();
    assertThat(TransferTable.of(runs, Arm.NOTHING))
        .contains("| drawn windows alone | 1 | nothing to learn from |")
        .containsPattern("[|] nothing [|] 1 [|] \\d");
  }

  @Test
  void whatIsLearnedElsewhereAndOtherwiseChangesWhatIsForecast() throws IOException {
    List<Arm> arms =
        List.of(
            Arm.NOTHING,
            Arm.MASKED_PRETRAINING,
            Arm.ADVERSARIAL,
            Arm.AUTO_ENCODER,
            Arm.TRANSFERRED_BLEND,
            Arm.TRANSFERRED_TAUGHT,
            Arm.FINE_TUNED_LINEAR_BLEND);
    List<TransferRun> runs = study("h.jsonl", arms);
    assertThat(runs)
        .extracting(TransferRun::source)
        .containsExactly("", "", "", "", SOURCE.words(), SOURCE.words(), SOURCE.words());
    assertThat(runs.get(5).chosen()).containsOnlyKeys("augmentation");
    // Whether it is taught, the validation part chooses: it may be the forecaster alone.
    assertThat(runs)
        .filteredOn(run -> !run.arm().equals(Arm.TRANSFERRED_TAUGHT.label()))
        .extracting(TransferRun::errors)
        .doesNotHaveDuplicates();
  }

  @Test
  void aSourceIsMeasuredAsTheTargetIs() {
    assertThat(SOURCE.series().sites()).isEqualTo(10);
    assertThat(SOURCE.series().measured().channels()).isEqualTo(TOWN.measured().channels());
    assertThat(SOURCE.series().measured().network().links()).isNotEmpty();
  }

  private static String[] labels() {
    return ARMS.stream().map(Arm::label).toArray(String[]::new);
  }

  private static List<Long> counts(TransferRun run, String channel, String horizon) {
    return run.errors().get(channel).get(horizon).stream().map(DayErrors::count).toList();
  }
}
