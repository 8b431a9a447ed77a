package dev.fairway.cli;

import static dev.fairway.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set and a model to a larger data set, as it is typed. */
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
}
