package dev.fairway.cli;

import static dev.fairway.cli.Ran.onlyBundle;
import static dev.fairway.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.forecast.Baselines;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set to a model, its scores and its forecasts, as it is typed. */
class OfflineCommandsTest {

  private static final int OK = 0;
  private static final int FAILED = 1;

  @TempDir static Path home;
  private static Path data;
  private static Path config;
  private static Path models;
  private static Path bundle;
  private static String trained;

  @BeforeAll
  static void train() throws IOException {
    data = TinyDataSet.write(home.resolve("tiny"), "tiny", "speed");
    config = TinyDataSet.config(home.resolve("config.yaml"));
    models = home.resolve("models");
    Ran ran = train(models, 7);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    trained = ran.out();
    bundle = onlyBundle(models, "stgcn-");
  }

  private static Ran train(Path out, int seed) {
    return run(
        "train", "forecaster", "--data", data, "--config", config, "--seed", seed, "--out", out);
  }

  @Test
  void aTrainingEndsWithScoresBesideTheBaselines() {
    assertThat(trained)
        .contains("4 sites", bundle.toString(), "15 min", "30 min", "speed, m/s")
        .contains(Baselines.names());
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherOthers() throws Exception {
    assertThat(train(home.resolve("again"), 7).exit()).isEqualTo(OK);
    assertThat(train(home.resolve("other"), 8).exit()).isEqualTo(OK);
    byte[] weights = Files.readAllBytes(bundle.resolve("weights.safetensors"));
    assertThat(
            Files.readAllBytes(
                onlyBundle(home.resolve("again"), "stgcn-").resolve("weights.safetensors")))
        .isEqualTo(weights);
    assertThat(
            Files.readAllBytes(
                onlyBundle(home.resolve("other"), "stgcn-").resolve("weights.safetensors")))
        .isNotEqualTo(weights);
  }

  @Test
  void aForecasterOfAnotherNetworkIsGoneOnWith() throws Exception {
    Path elsewhere = TinyDataSet.write(home.resolve("elsewhere"), "elsewhere", "speed");
    Path tuned = home.resolve("tuned");
    Ran ran =
        run(
            "train",
            "forecaster",
            "--data",
            elsewhere,
            "--channels",
            "speed",
            "--config",
            config,
            "--from",
            bundle,
            "--out",
            tuned);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    ModelBundle opened = ModelBundle.open(onlyBundle(tuned, "stgcn-"));
    assertThat(opened.card().network()).isEqualTo("elsewhere");
    assertThat(opened.card().provenance().command())
        .contains("--channels speed", "--from " + bundle);
    Path other = TinyDataSet.write(home.resolve("flows"), "flows", "flow");
    Ran refused =
        run(
            "train",
            "forecaster",
            "--data",
            other,
            "--from",
            bundle,
            "--out",
            home.resolve("none"));
    assertThat(refused.exit()).isEqualTo(FAILED);
    assertThat(refused.err()).contains("channels [speed], here [flow]");
    assertThat(run("evaluate", "--data", elsewhere, "--channels", "flow").err())
        .contains("no channel flow", "[speed]");
  }

  @Test
  void evaluateScoresTheModelAndAllBaselinesAtEachHorizon() throws Exception {
    Ran ran = run("evaluate", "--model", bundle, "--data", data, "--json");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    JsonNode rows = JsonMapper.builder().build().readTree(ran.out());
    assertThat(rows).hasSize(3 * (1 + Baselines.names().size()));
    assertThat(rows.findValuesAsText("horizonMinutes")).contains("15", "30", "0");
    for (JsonNode row : rows) {
      assertThat(row.get("mae").doubleValue()).isPositive();
      assertThat(row.get("rmse").doubleValue())
          .isGreaterThanOrEqualTo(row.get("mae").doubleValue());
      assertThat(row.get("coverage").doubleValue()).isBetween(0.0, 1.0);
    }
    assertThat(run("evaluate", "--data", data).out()).contains(Baselines.names());
  }

  @Test
  void predictWritesTheFutureInEachFormat() throws Exception {
    Path csv = home.resolve("future.csv");
    Ran ran = run("predict", "--model", bundle, "--data", data, "--out", csv);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(1 + TinyDataSet.SITES * 6);
    assertThat(lines.get(0))
        .isEqualTo(
            "network,site,channel,unit,issue_time,target_time,horizon,model,mean,"
                + "q0.05,q0.25,q0.5,q0.75,q0.95");
    assertThat(lines.get(1))
        .startsWith("tiny,")
        .contains("speed,m/s,2024-01-04T00:00:00Z,2024-01-04T00:00:00Z,1,")
        .contains(ModelBundle.open(bundle).id());

    Path json = home.resolve("future.jsonl");
    assertThat(
            run(
                    "predict",
                    "--model",
                    bundle,
                    "--data",
                    data,
                    "--format",
                    "json",
                    "--out",
                    json,
                    "--at",
                    "2024-01-03T12:00:00Z")
                .exit())
        .isEqualTo(OK);
    List<String> records = Files.readAllLines(json);
    assertThat(records).hasSize(TinyDataSet.SITES);
    Forecast forecast =
        new RecordCodec<>(Forecast.getDefaultInstance())
            .decode(records.get(0).getBytes(StandardCharsets.UTF_8), ContentType.JSON);
    assertThat(forecast.getStepsCount()).isEqualTo(6);
    assertThat(forecast.getIssueTime().getSeconds()).isEqualTo(1704283200);
    assertThat(forecast.getModel()).isEqualTo(ModelBundle.open(bundle).id());
    assertThat(forecast.getImputation()).isEqualTo("none");
  }

  @Test
  void aTimeWithoutAWindowIsToldWithTheTimesThatHaveOne() {
    Ran ran =
        run(
            "predict",
            "--model",
            bundle,
            "--data",
            data,
            "--at",
            "2023-01-01T00:00:00Z",
            "--out",
            home.resolve("none.csv"));
    assertThat(ran.exit()).isEqualTo(FAILED);
    assertThat(ran.err()).contains("--at 2023", "2024-01-01T01:00:00Z", "2024-01-04T00:00:00Z");
    assertThat(home.resolve("none.csv")).doesNotExist();
  }

  @Test
  void backtestShowsEachFoldAndTheirSpread() {
    Ran ran = run("backtest", "--data", data, "--model", bundle, "--folds", 2, "--windows", 20);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    assertThat(ran.out())
        .contains("fold 1: 2024-01-02T", "fold 2: ", "to 2024-01-04T00:00:00Z", "±")
        .contains(Baselines.names());
  }

  @Test
  void backtestTrainsAModelForEachFold() throws Exception {
    Path out = home.resolve("folds");
    Ran ran =
        run(
            "backtest",
            "--data",
            data,
            "--config",
            config,
            "--out",
            out,
            "--folds",
            2,
            "--windows",
            20);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    try (Stream<Path> entries = Files.list(out)) {
      assertThat(entries.filter(entry -> entry.getFileName().toString().startsWith("stgcn-")))
          .hasSize(2);
    }
  }

  @Test
  void modelsAreListedShownPromotedAndRolledBack() throws Exception {
    Path shelf = home.resolve("shelf");
    assertThat(train(shelf, 1).exit()).isEqualTo(OK);
    String one = onlyBundle(shelf, "stgcn-").getFileName().toString();
    copy(bundle, shelf.resolve(bundle.getFileName()));
    String two = bundle.getFileName().toString();
    assertThat(run("models", "promote", one, "--dir", shelf).exit()).isEqualTo(OK);
    assertThat(run("models", "promote", two, "--dir", shelf).exit()).isEqualTo(OK);
    assertThat(run("models", "list", "--dir", shelf).out()).contains("* " + two, "  " + one);
    assertThat(run("models", "rollback", "--network", "tiny", "--dir", shelf).out()).contains(one);
    assertThat(run("models", "list", "--dir", shelf).out()).contains("* " + one, "  " + two);
    Ran none = run("models", "rollback", "--network", "tiny", "--dir", shelf);
    assertThat(none.exit()).isEqualTo(FAILED);
    assertThat(none.err()).contains("no stgcn champion");
    String id = ModelBundle.open(bundle).id();
    assertThat(run("models", "show", id.substring(0, 8), "--dir", shelf).out())
        .contains(id, "--data " + data, "--config " + config, "--seed 7", "from data")
        .contains("test.speed.mae", "\"form\":\"classic\"");
  }

  @Test
  void aBundleThatWasTamperedWithIsRefusedWithTheReason() throws Exception {
    Path broken = copy(bundle, home.resolve("tampered"));
    byte[] weights = Files.readAllBytes(broken.resolve("weights.safetensors"));
    weights[weights.length - 1] ^= 1;
    Files.write(broken.resolve("weights.safetensors"), weights);
    assertRefused(broken, data, "weights.safetensors", "SHA-256");
  }

  @Test
  void aTruncatedBundleIsRefusedWithTheReason() throws Exception {
    Path broken = copy(bundle, home.resolve("truncated"));
    Files.write(broken.resolve("model.json"), new byte[] {'{', '"'});
    assertRefused(broken, data, "no model card");
    Path partial = copy(bundle, home.resolve("partial"));
    Files.delete(partial.resolve("calibration.safetensors"));
    assertRefused(partial, data, "calibration.safetensors", "missing");
    assertRefused(home.resolve("nowhere"), data, "model.json", "missing");
  }

  @Test
  void aModelOfAnotherNetworkOrOtherChannelsIsRefused() throws Exception {
    Path other = TinyDataSet.write(home.resolve("other-channel"), "tiny", "occupancy");
    assertRefused(bundle, other, "channels [speed]", "[occupancy]");
    Path bigger = TinyDataSet.write(home.resolve("other-network"), "tiny", "speed");
    Files.writeString(
        bigger.resolve("distances.csv"),
        Files.readString(bigger.resolve("distances.csv")).replace("500", "600"));
    assertRefused(bundle, bigger, "hash");
  }

  @Test
  void aConfigurationErrorNamesFileAndKey() throws Exception {
    Path wrong = home.resolve("wrong.yaml");
    Files.writeString(wrong, "training: {epoch: 3}\n");
    Ran ran =
        run(
            "train",
            "forecaster",
            "--data",
            data,
            "--config",
            wrong,
            "--out",
            home.resolve("wrong"));
    assertThat(ran.exit()).isEqualTo(FAILED);
    assertThat(ran.err()).contains("wrong.yaml, line 1", "training.epoch;", "epochs");
  }

  @Test
  void aTrainingNeedsADataSetOrAStreamAndNotBoth() {
    assertThat(run("train", "forecaster", "--out", models).exit()).isEqualTo(2);
    assertThat(
            run(
                    "train",
                    "forecaster",
                    "--out",
                    models,
                    "--data",
                    data,
                    "--kafka",
                    "h:1",
                    "--network",
                    "n",
                    "--until",
                    "2024-01-01T00:00:00Z")
                .exit())
        .isEqualTo(2);
  }

  private static void assertRefused(Path model, Path set, String... reasons) {
    for (String command : List.of("evaluate", "predict")) {
      Ran ran =
          command.equals("evaluate")
              ? run(command, "--model", model, "--data", set)
              : run(command, "--model", model, "--data", set, "--out", home.resolve("refused"));
      assertThat(ran.exit()).isEqualTo(FAILED);
      assertThat(ran.err()).startsWith("fairway " + command + ": Model bundle ").contains(reasons);
      assertThat(home.resolve("refused")).doesNotExist();
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
