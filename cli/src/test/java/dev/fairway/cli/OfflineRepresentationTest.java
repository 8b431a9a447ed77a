package dev.fairway.cli;

import static dev.fairway.cli.Ran.onlyBundle;
import static dev.fairway.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.diffusion.represent.SearchedModel;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a diffusion model to a representation, and to a forecaster that has it, as it is typed. */
class OfflineRepresentationTest {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int WRONGLY_TYPED = 2;

  @TempDir static Path home;
  private static Path data;
  private static Path config;
  private static Path diffusion;
  private static Path found;
  private static String searched;
  private static Path forecaster;
  private static Path plain;

  private static String well(Object... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    return ran.out();
  }

  /** A diffusion model, what a search makes of it, and a forecaster with and one without it. */
  @BeforeAll
  static void train() throws IOException {
    data = TinyDataSet.write(home.resolve("tiny"), "tiny", "speed");
    config = TinyDataSet.config(home.resolve("config.yaml"));
    Path settings = TinyDataSet.diffusionConfig(home.resolve("diffusion.yaml"));
    Path models = home.resolve("models");
    well("train", "diffusion", "--data", data, "--config", settings, "--out", models);
    diffusion = onlyBundle(models, "diffusion-");
    searched = search("--levels", "0.1,0.5", "--windows", 5, "--out", home.resolve("found"));
    found = onlyBundle(home.resolve("found"), "diffusion-");
    trainForecaster("with", "--diffusion", found);
    forecaster = onlyBundle(home.resolve("with"), "stgcn-");
    trainForecaster("without");
    plain = onlyBundle(home.resolve("without"), "stgcn-");
  }

  private static String search(Object... more) {
    List<Object> all = new ArrayList<>(List.of("represent", "search", "--data", data));
    all.addAll(List.of("--model", diffusion));
    all.addAll(List.of(more));
    return well(all.toArray());
  }

  private static void trainForecaster(String folder, Object... more) {
    List<Object> all = new ArrayList<>(List.of("train", "forecaster", "--data", data));
    all.addAll(List.of("--config", config, "--out", home.resolve(folder)));
    all.addAll(List.of(more));
    well(all.toArray());
  }

  private static TrafficSeries series() throws Exception {
    return DataSet.open(data, Optional.empty(), home.resolve("derived")).series().series();
  }

  @Test
  void aSearchDrawsWhatItTriedAndSaysWhatItFound() throws Exception {
    assertThat(searched)
        .contains("at most 40 windows to encode", "of the window alone", "model  " + found)
        .containsPattern("level +tap 1 +tap 2")
        .containsPattern("(?m)^ +0\\.100 +\\d\\.\\d{4} +\\d\\.\\d{4}")
        .containsPattern("(?m)^ +0\\.500 +tap \\d+ +\\d\\.\\d{4} +-?\\d+\\.\\d\\d %")
        .containsPattern("found: noise level 0\\.\\d+, taps? \\d");
    ModelBundle bundle = ModelBundle.open(found);
    assertThat(bundle.card().provenance().command())
        .isEqualTo(
            "fairway represent search --data "
                + data
                + " --model "
                + diffusion
                + " --windows 5 --levels 0.1,0.5");
    assertThat(bundle.card().scores())
        .containsKeys(
            "representation.validation-mae", "representation.validation-mae.window-alone");
    assertThat(bundle.file(SearchedModel.FILE)).isNotEmpty();
  }

  /** Each number is, to the bit, what a forecaster is given. */
  @Test
  void anExtractHasARowForEachWindowsEndAndSite() throws Exception {
    Path csv = home.resolve("features.csv");
    well("represent", "extract", "--data", data, "--model", found, "--out", csv);
    List<String> lines = Files.readAllLines(csv);
    try (DiffusionModel model = DiffusionModel.open(found)) {
      int steps = model.architecture().steps();
      int width = model.representationWidth();
      int windows = TinyDataSet.STEPS - steps + 1;
      assertThat(lines).hasSize(1 + windows * TinyDataSet.SITES);
      assertThat(lines.get(0))
          .startsWith("issue_time,site,r1,r2,")
          .endsWith("r" + width + ",model");
      float[] last = new DiffusionFeatures(model, series()).of(windows - 1);
      String[] cells = lines.get(lines.size() - 1).split(",", -1);
      assertThat(cells[0]).isEqualTo("2024-01-04T00:00:00Z");
      assertThat(cells[cells.length - 1]).isEqualTo(model.id());
      assertThat(cells).hasSize(width + 3);
      for (int i = 0; i < width; i++) {
        assertThat(Float.parseFloat(cells[2 + i]))
            .isEqualTo(last[(TinyDataSet.SITES - 1) * width + i]);
      }
    }
    Path parquet = home.resolve("features.parquet");
    well(
        "represent",
        "extract",
        "--data",
        data,
        "--model",
        found,
        "--format",
        "parquet",
        "--out",
        parquet);
    byte[] file = Files.readAllBytes(parquet);
    assertThat(Arrays.copyOfRange(file, file.length - 4, file.length))
        .isEqualTo(new byte[] {'P', 'A', 'R', '1'});
  }

  @Test
  void aForecasterIsTrainedScoredAndAskedWithIt() throws Exception {
    ModelBundle bundle = ModelBundle.open(forecaster);
    assertThat(bundle.card().architecture().get("encoder").asText())
        .isEqualTo(ModelBundle.open(found).id());
    assertThat(bundle.card().provenance().command()).contains(" --diffusion " + found);
    String scored = well("evaluate", "--model", forecaster, "--diffusion", found, "--data", data);
    assertThat(scored).contains("15 min").doesNotContain("without the representation");
    assertThat(well("evaluate", "--model", forecaster, "--data", data))
        .contains("scored without the representation of " + ModelBundle.open(found).id());
    Path with = home.resolve("with.csv");
    Path without = home.resolve("without.csv");
    assertThat(
            well(
                "predict",
                "--model",
                forecaster,
                "--diffusion",
                found,
                "--data",
                data,
                "--out",
                with))
        .doesNotContain("without the representation");
    assertThat(well("predict", "--model", forecaster, "--data", data, "--out", without))
        .contains("without the representation of " + ModelBundle.open(found).id());
    assertThat(Files.readString(with)).isNotEqualTo(Files.readString(without));
  }

  @Test
  void anothersRepresentationIsRefusedWithBothIds() throws Exception {
    for (String command : List.of("evaluate", "predict")) {
      Ran ran = asked(command, forecaster, diffusion);
      assertThat(ran.exit()).isEqualTo(FAILED);
      assertThat(ran.err())
          .contains(ModelBundle.open(diffusion).id(), ModelBundle.open(found).id());
      Ran unasked = asked(command, plain, found);
      assertThat(unasked.exit()).isEqualTo(FAILED);
      assertThat(unasked.err()).contains("was trained without a representation");
    }
    assertThat(run("evaluate", "--diffusion", found, "--data", data).exit())
        .isEqualTo(WRONGLY_TYPED);
  }

  private static Ran asked(String command, Path model, Path encoder) {
    List<Object> all = new ArrayList<>(List.of(command, "--model", model, "--data", data));
    all.addAll(List.of("--diffusion", encoder));
    if (command.equals("predict")) {
      all.addAll(List.of("--out", home.resolve("refused.csv")));
    }
    Ran ran = run(all.toArray());
    assertThat(home.resolve("refused.csv")).doesNotExist();
    return ran;
  }

  /** Features of longer windows would have seen what is to be forecast. */
  @Test
  void aDiffusionModelOfOtherWindowsIsRefused() throws Exception {
    Path shorter =
        Files.writeString(
            home.resolve("shorter.yaml"),
            Files.readString(config).replace("inputSteps: 12", "inputSteps: 10"));
    Ran ran =
        run(
            "train",
            "forecaster",
            "--data",
            data,
            "--config",
            shorter,
            "--diffusion",
            found,
            "--out",
            home.resolve("shorter"));
    assertThat(ran.exit()).isEqualTo(FAILED);
    assertThat(ran.err()).contains("windows of 12 intervals", "inputSteps are 10");
  }

  @Test
  void aStreamsRepresentationIsThatOfTheModelThatRuns() {
    Ran ran =
        run(
            "train",
            "forecaster",
            "--kafka",
            "h:1",
            "--network",
            "n",
            "--until",
            "2024-01-01T00:00:00Z",
            "--diffusion",
            found,
            "--out",
            home);
    assertThat(ran.exit()).isEqualTo(WRONGLY_TYPED);
    assertThat(ran.err()).contains("--representation");
  }

  @Test
  void aLevelThatIsNoneIsNamed() {
    Ran ran =
        run(
            "represent",
            "search",
            "--data",
            data,
            "--model",
            diffusion,
            "--levels",
            "0.2,1.5",
            "--out",
            home.resolve("none"));
    assertThat(ran.exit()).isEqualTo(FAILED);
    assertThat(ran.err()).contains("1.5 is not in (0, 1)");
    assertThat(home.resolve("none")).doesNotExist();
  }
}
