package dev.fairway.cli;

import static dev.fairway.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.forecast.AugmentationChoice;
import dev.fairway.forecast.AugmentationChoice.Candidate;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.ValidationError;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set and a model to a larger data set, and to what learns from it, as it is typed. */
class AugmentCommandTest {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @TempDir static Path home;
  private static Path data;
  private static Path bundle;
  private static Path enlarged;
  private static Ran made;

  private static Ran augment(Path from, String strata, Object rate, int seed, Path out) {
    return run(
        "augment",
        from,
        "--model",
        bundle,
        "--strata",
        strata,
        "--rate",
        rate,
        "--seed",
        seed,
        "--out",
        out);
  }

  private static AggregatedSeries read(Path folder) throws Exception {
    return DataSet.open(folder, Optional.empty(), home.resolve("derived")).series();
  }

  @BeforeAll
  static void trainAndAugment() throws IOException {
    data = TinyDataSet.write(home.resolve("tiny"), "tiny", "speed");
    Path config = TinyDataSet.diffusionConfig(home.resolve("config.yaml"));
    Files.writeString(config, "windowSteps: 18\n", StandardOpenOption.APPEND);
    Path models = home.resolve("models");
    Ran trained =
        run("train", "diffusion", "--data", data, "--config", config, "--seed", 7, "--out", models);
    assertThat(trained.exit()).as(trained.err()).isEqualTo(OK);
    try (Stream<Path> entries = Files.list(models)) {
      bundle =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith("diffusion-"))
              .findFirst()
              .orElseThrow();
    }
    enlarged = home.resolve("enlarged");
    made = augment(data, "none", 0.5, 1, enlarged);
    assertThat(made.exit()).as(made.err() + made.out()).isEqualTo(OK);
  }

  @Test
  void whatWasMeasuredStaysAndWhatWasDrawnStandsApart() throws Exception {
    AggregatedSeries before = read(data);
    AggregatedSeries after = read(enlarged);
    assertThat(after.series().hash()).isEqualTo(before.series().hash());
    assertThat(before.synthetic()).isEmpty();
    assertThat(after.synthetic()).isNotEmpty();
    for (TrafficWindow window : after.synthetic()) {
      assertThat(window.end()).isBefore(after.series().start());
      assertThat(window.observed()).doesNotContain(false);
      for (float value : window.values()) {
        assertThat(value).isBetween(0f, 70f);
      }
    }
    assertThat(made.out())
        .contains("all cells: 1", "accepted", "near duplicate", "held-out, real")
        .contains("flow balance not checked");
  }

  @Test
  void theNewFolderSaysHowItWasMadeAndHowGoodItIs() throws Exception {
    JsonNode provenance = json("provenance.json");
    assertThat(provenance.at("/model").asText()).isEqualTo(ModelBundle.open(bundle).id());
    assertThat(provenance.at("/provenance/dataHash").asText())
        .isEqualTo(read(data).series().hash());
    assertThat(provenance.at("/provenance/seed").asLong()).isEqualTo(1);
    assertThat(provenance.at("/provenance/command").asText())
        .startsWith("fairway augment " + data + " --model " + bundle)
        .contains("--strata none --rate 0.5", "--seed 1");
    JsonNode quality = json("quality.json");
    assertThat(quality.at("/drawn/made").asInt()).isEqualTo(read(enlarged).synthetic().size());
    assertThat(quality.at("/drawn/rejected").has("near duplicate")).isTrue();
    assertThat(quality.at("/audit/heldOut/least").asDouble()).isPositive();
    assertThat(quality.at("/physics/caps/speed").asDouble()).isBetween(20.0, 70.0);
  }

  private static JsonNode json(String file) throws IOException {
    return JsonMapper.builder().build().readTree(enlarged.resolve(file).toFile());
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOthers() throws Exception {
    Path again = home.resolve("again");
    Path other = home.resolve("other");
    assertThat(augment(data, "none", 0.5, 1, again).exit()).isEqualTo(OK);
    assertThat(augment(data, "none", 0.5, 2, other).exit()).isEqualTo(OK);
    for (String file :
        List.of("fairway.yaml", "network.json", "synthetic.csv", "values/speed.csv")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(enlarged.resolve(file));
    }
    assertThat(again.resolve("quality.json"))
        .hasSameBinaryContentAs(enlarged.resolve("quality.json"));
    assertThat(Files.readString(other.resolve("values/speed.csv")))
        .isNotEqualTo(Files.readString(enlarged.resolve("values/speed.csv")));
  }

  @Test
  void nothingIsScoredOnWhatWasDrawn() {
    Ran on = run("evaluate", "--data", data, "--windows", 20, "--json");
    Ran onEnlarged = run("evaluate", "--data", enlarged, "--windows", 20, "--json");
    assertThat(onEnlarged.exit()).as(onEnlarged.err()).isEqualTo(OK);
    assertThat(onEnlarged.out()).isEqualTo(on.out());
    assertThat(run("evaluate", "--data", enlarged, "--windows", 20).out())
        .contains("windows that a model made are left aside");
  }

  @Test
  void whereNothingIsThinThereIsOnlyAReport() {
    Path out = home.resolve("nothing");
    Ran ran = augment(data, "site", 1, 1, out);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    assertThat(ran.out()).contains("nothing is thin");
    assertThat(out).isDirectoryContaining("glob:**/quality.json");
    assertThat(out).isDirectoryNotContaining("glob:**/fairway.yaml");
  }

  @Test
  void strataThatNoSeriesHasAreRefused() {
    Ran ran = augment(data, "site,vessel-class", 1, 1, home.resolve("no"));
    assertThat(ran.exit()).isEqualTo(USAGE);
    assertThat(ran.err()).contains("'vessel-class'", "site, hour, weekday, weekend");
    assertThat(augment(data, "site", 0, 1, home.resolve("no")).exit()).isEqualTo(USAGE);
    assertThat(home.resolve("no")).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAsItIs() {
    Ran full = augment(data, "none", 0.5, 1, data);
    assertThat(full.exit()).isEqualTo(FAILED);
    assertThat(full.err()).contains("--out " + data + " is not empty");
    Ran twice = augment(enlarged, "none", 0.5, 1, home.resolve("twice"));
    assertThat(twice.exit()).isEqualTo(FAILED);
    assertThat(twice.err()).contains("windows that a model made");
  }

  private static Ran train(Path from, Path models, Object... more) throws IOException {
    Path config = TinyDataSet.config(home.resolve("forecaster.yaml"));
    return run(
        Stream.concat(
                Stream.of(
                    "train", "forecaster", "--data", from, "--config", config, "--out", models),
                Stream.of(more))
            .toArray());
  }

  @Test
  void aForecasterLearnsFromTheWindowsIfTheValidationPartLikesThem() throws Exception {
    Path models = home.resolve("augmented");
    Ran trained = train(enlarged, models);
    assertThat(trained.exit()).as(trained.err()).isEqualTo(OK);
    int windows = read(enlarged).synthetic().size();
    assertThat(trained.out())
        .doesNotContain("left aside")
        .contains(windows + " windows that a model made")
        .containsPattern(
            "[* ] \\d+\\.\\d+  none\\R[* ] \\d+\\.\\d+  synthetic 0\\.3, replace, of " + windows);
    Path bundle = Ran.onlyBundle(models, "stgcn-");
    AugmentationChoice choice = StgcnBundles.augmentation(ModelBundle.open(bundle)).orElseThrow();
    assertThat(choice.candidates()).hasSize(2);
    assertThat(ValidationError.of(ModelBundle.open(bundle).card()))
        .isEqualTo(
            choice.candidates().stream()
                .mapToDouble(Candidate::validationError)
                .min()
                .orElseThrow());
    assertThat(run("models", "show", bundle.getFileName(), "--dir", models).out())
        .contains("made by       fairway train forecaster --data " + enlarged, "  none\n");
  }

  @Test
  void whereNothingSyntheticIsWantedTheTrainingIsThatOfWhatWasMeasured() throws Exception {
    assertThat(train(enlarged, home.resolve("off"), "--synthetic", 0).exit()).isEqualTo(OK);
    assertThat(train(data, home.resolve("plain")).exit()).isEqualTo(OK);
    ModelBundle off = ModelBundle.open(Ran.onlyBundle(home.resolve("off"), "stgcn-"));
    ModelBundle plain = ModelBundle.open(Ran.onlyBundle(home.resolve("plain"), "stgcn-"));
    assertThat(off.file("weights.safetensors")).isEqualTo(plain.file("weights.safetensors"));
    assertThat(StgcnBundles.augmentation(off)).isEmpty();
    assertThat(off.card().provenance().command()).contains(" --synthetic 0.0 ");
  }

  @Test
  void appendedWindowsAreAChoiceToo() throws Exception {
    Path models = home.resolve("appended");
    Ran trained = train(enlarged, models, "--synthetic", 1, "--synthetic-mode", "append");
    assertThat(trained.exit()).as(trained.err()).isEqualTo(OK);
    assertThat(
            StgcnBundles.augmentation(ModelBundle.open(Ran.onlyBundle(models, "stgcn-")))
                .orElseThrow()
                .candidates())
        .extracting(Candidate::augmentation)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("none"),
            second -> assertThat(second).startsWith("synthetic 1.0, append"));
  }

  @Test
  void aForecasterLearnsFromATeacherIfTheValidationPartLikesIt() throws Exception {
    Path models = home.resolve("taught");
    Ran trained =
        train(enlarged, models, "--teacher", bundle, "--taught", 20, "--synthetic", "0,1");
    assertThat(trained.exit()).as(trained.err()).isEqualTo(OK);
    int windows = read(enlarged).synthetic().size();
    String teacher = ModelBundle.open(bundle).id().substring(0, 12);
    assertThat(trained.out())
        .contains(
            windows + " windows that a model made are left aside", "40 forecasts of the teacher")
        .containsPattern("[* ] \\d+\\.\\d+  none\\R[* ] \\d+\\.\\d+  synthetic 1\\.0, replace")
        .contains("by teacher " + teacher);
    assertThat(ModelBundle.open(Ran.onlyBundle(models, "stgcn-")).card().provenance().command())
        .contains(" --teacher " + bundle);
    Ran none = train(data, home.resolve("no"), "--teacher", bundle, "--taught", 0);
    assertThat(none.exit()).isEqualTo(USAGE);
    assertThat(none.err()).contains("--taught 0");
    Ran nothing = train(data, home.resolve("no"), "--teacher", bundle, "--synthetic", 0);
    assertThat(nothing.exit()).isEqualTo(FAILED);
    assertThat(nothing.err()).contains("--teacher " + bundle, "nothing to teach");
  }

  @Test
  void syntheticExamplesThatAreNotThereOrCannotBeAreRefused() throws Exception {
    Ran none = train(data, home.resolve("no"), "--synthetic", 0.3);
    assertThat(none.exit()).isEqualTo(FAILED);
    assertThat(none.err()).contains("--synthetic", "fairway augment");
    Ran wrong = train(enlarged, home.resolve("no"), "--synthetic", 1.5);
    assertThat(wrong.exit()).isEqualTo(USAGE);
    assertThat(wrong.err()).contains("--synthetic 1.5");
  }
}
