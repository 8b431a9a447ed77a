package dev.fairway.cli;

import static dev.fairway.cli.Ran.onlyBundle;
import static dev.fairway.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cli.train.DataTraining;
import dev.fairway.cli.train.StopRequest;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set to a diffusion model, as it is typed. */
class OfflineDiffusionTest {

  private static final int OK = 0;
  private static final int FAILED = 1;

  @TempDir static Path home;
  private static Path data;
  private static Path config;
  private static Path bundle;
  private static String trained;

  private static Ran train(Path settings, int seed, Path out) {
    return run(
        "train", "diffusion", "--data", data, "--config", settings, "--seed", seed, "--out", out);
  }

  @BeforeAll
  static void train() throws IOException {
    data = TinyDataSet.write(home.resolve("tiny"), "tiny", "speed");
    config = TinyDataSet.diffusionConfig(home.resolve("config.yaml"));
    Ran ran = train(config, 7, home.resolve("models"));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    trained = ran.out();
    bundle = onlyBundle(home.resolve("models"), "diffusion-");
  }

  @Test
  void aTrainingEndsWithScoresBesideSimpleFills() {
    assertThat(trained)
        .contains("4 sites", bundle.toString(), "hidden cells")
        .containsPattern("speed +linear +\\d+\\.\\d+ m/s")
        .containsPattern("speed +as usual +\\d+\\.\\d+ m/s")
        .containsPattern("speed +model +\\d+\\.\\d+ m/s");
  }

  @Test
  void theBundleIsWhatTheFileAsksForAndSaysHowItWasMade() throws Exception {
    ModelBundle opened = ModelBundle.open(bundle);
    try (DiffusionModel model = DiffusionModel.of(opened)) {
      assertThat(((UNetShape) model.architecture().denoiser()).width()).isEqualTo(16);
      assertThat(model.architecture().noise().process()).isInstanceOf(FlowPath.class);
      assertThat(model.architecture().impute().samples()).isEqualTo(2);
      assertThat(model.architecture().impute().evaluations()).isEqualTo(8);
    }
    assertThat(opened.card().provenance().command())
        .isEqualTo("fairway train diffusion --data " + data + " --config " + config + " --seed 7");
    assertThat(new String(opened.file("training.json"), StandardCharsets.UTF_8))
        .contains("\"steps\":30", "\"patience\":6", "\"batch\":4", "\"seed\":7");
    assertThat(home.resolve("models/checkpoints")).isEmptyDirectory();
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherOthers() throws Exception {
    assertThat(train(config, 7, home.resolve("again")).exit()).isEqualTo(OK);
    assertThat(train(config, 8, home.resolve("other")).exit()).isEqualTo(OK);
    byte[] weights = weights(home.resolve("models"));
    assertThat(weights(home.resolve("again"))).isEqualTo(weights);
    assertThat(weights(home.resolve("other"))).isNotEqualTo(weights);
  }

  private static byte[] weights(Path directory) throws IOException {
    return Files.readAllBytes(
        onlyBundle(directory, "diffusion-").resolve(DiffusionModel.WEIGHTS_FILE));
  }

  @Test
  void aModelOfLatentsIsTrainedAfterItsCodecWhoseErrorIsTold() throws Exception {
    Path latent =
        Files.writeString(
            home.resolve("latent.yaml"),
            Files.readString(config)
                + "space: {kind: latent, channels: 2, stride: 4, clusters: 2, width: 8}\n");
    Ran ran = train(latent, 7, home.resolve("latent"));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    assertThat(ran.out()).containsPattern("speed +codec +\\d+\\.\\d+ m/s");
    assertThat(home.resolve("latent/checkpoints")).isEmptyDirectory();
    try (DiffusionModel model =
        DiffusionModel.open(onlyBundle(home.resolve("latent"), "diffusion-"))) {
      assertThat(model.architecture().space()).isEqualTo(new CodecShape(2, 4, 2, 8));
    }
  }

  @Test
  void aTrainedModelTeachesOneThatNeedsFewSteps() throws Exception {
    Path straighter = home.resolve("straighter");
    Ran reflow =
        run(
            "train",
            "diffusion",
            "--data",
            data,
            "--reflow",
            bundle,
            "--config",
            config,
            "--out",
            straighter);
    assertThat(reflow.exit()).as(reflow.err()).isEqualTo(OK);
    ModelBundle student = ModelBundle.open(onlyBundle(straighter, "diffusion-"));
    assertThat(student.card().provenance().command()).contains("--reflow " + bundle);
    try (DiffusionModel model = DiffusionModel.of(student)) {
      assertThat(model.architecture().impute().evaluations()).isEqualTo(2);
    }
    Path few = home.resolve("few");
    Ran refused = run("train", "diffusion", "--data", data, "--distil", bundle, "--out", few);
    assertThat(refused.exit()).isEqualTo(FAILED);
    assertThat(refused.err()).contains("no signal at time 1");
    assertThat(
            run(
                    "train",
                    "diffusion",
                    "--kafka",
                    "h:1",
                    "--network",
                    "n",
                    "--until",
                    "2024-01-01T00:00:00Z",
                    "--distil",
                    bundle,
                    "--out",
                    few)
                .exit())
        .isEqualTo(2);
    assertThat(
            run(
                    "train",
                    "diffusion",
                    "--data",
                    data,
                    "--distil",
                    bundle,
                    "--reflow",
                    bundle,
                    "--out",
                    few)
                .exit())
        .isEqualTo(2);
    assertThat(few).doesNotExist();
  }

  @Test
  void aModelOfAnotherNetworkIsGoneOnWith() throws Exception {
    Path elsewhere = TinyDataSet.write(home.resolve("elsewhere"), "elsewhere", "speed");
    Path adapted = home.resolve("adapted");
    Ran ran = from(elsewhere, adapted, "--from", bundle, "--adapt", "adapters");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(OK);
    ModelBundle opened = ModelBundle.open(onlyBundle(adapted, "diffusion-"));
    assertThat(opened.card().network()).isEqualTo("elsewhere");
    assertThat(opened.card().provenance().command())
        .contains("--from " + bundle + " --adapt adapters");
    assertThat(new String(opened.file("training.json"), StandardCharsets.UTF_8))
        .contains("\"bundle\":\"" + ModelBundle.open(bundle).id() + "\"", "\"how\":\"adapters\"");
    Path other = TinyDataSet.write(home.resolve("flows"), "flows", "flow");
    Ran refused = from(other, home.resolve("none"), "--from", bundle);
    assertThat(refused.exit()).isEqualTo(FAILED);
    assertThat(refused.err()).contains("of flows are [flow in m/s]", "of tiny, [speed in m/s]");
    assertThat(from(other, home.resolve("none"), "--adapt", "full").exit()).isEqualTo(2);
    assertThat(from(other, home.resolve("none"), "--from", bundle, "--distil", bundle).exit())
        .isEqualTo(2);
    assertThat(home.resolve("none")).doesNotExist();
  }

  private static Ran from(Path target, Path out, Object... more) {
    return run(
        Stream.concat(
                Stream.of("train", "diffusion", "--data", target, "--config", config, "--out", out),
                Stream.of(more))
            .toArray());
  }

  @Test
  void aMistakeIsToldWithFileLineAndKey() throws Exception {
    assertRefused("budget:\n  stepps: 3\n", "wrong.yaml, line 2: no key budget.stepps", "steps");
    assertRefused("weight: SIMPLE\nbugdet: {steps: 3}\n", "line 2: no key bugdet", "budget");
    assertRefused("budget:\n  patience: 3\n  steps: many\n", "line 3: budget.steps", "many");
    assertRefused("\n\ndenoiser: {width: 7}\n", "line 3: denoiser: ", "a multiple of 8");
    assertRefused("denoiser:\n  form: u-net\n", "line 1: denoiser: ", "u-net", "u-vit");
    assertRefused("denoiser:\n  form: u-vit\n  width: 8\n", "line 1: denoiser.depth is missing");
    assertRefused("optimisation: {averageDecay: 1}\n", "line 1", "averageDecay 1.0 is not in");
    assertRefused("noise:\n  process: {kind: flow, steps: 3}\n", "line 2: no key", "steps");
    assertRefused("seed: 3\n", "line 1: seed is not said in the file");
    assertRefused("budget: {steps: 3\n", "wrong.yaml, line 1");
    assertRefused("- 3\n", "wrong.yaml: is no list of keys");
  }

  private static void assertRefused(String settings, String... reasons) throws IOException {
    Path wrong = Files.writeString(home.resolve("wrong.yaml"), settings);
    Ran ran = train(wrong, 1, home.resolve("wrong"));
    assertThat(ran.exit()).isEqualTo(FAILED);
    assertThat(ran.err()).contains(reasons);
    assertThat(home.resolve("wrong")).doesNotExist();
  }

  @Test
  void aTrainingNeedsADataSetOrAStreamAndNotBoth() {
    assertThat(run("train", "diffusion", "--out", home).exit()).isEqualTo(2);
    assertThat(
            run(
                    "train",
                    "diffusion",
                    "--out",
                    home,
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

  @Test
  void aTrainingThatIsAskedToStopSaysHowToGoOn() throws Exception {
    DataTraining stopped =
        (to, stop) -> {
          throw new CancellationException("told to stop");
        };
    StringWriter out = new StringWriter();
    assertThat(OfflineTraining.run(stopped, new StopRequest(), new PrintWriter(out)))
        .isEqualTo(130);
    assertThat(out.toString()).contains("the same command goes on");
  }
}
