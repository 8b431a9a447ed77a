package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Fairway.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "feed",
        "job",
        "diffusion",
        "serve",
        "audit",
        "broker",
        "chaos",
        "augment",
        "evaluate",
        "backtest",
        "predict",
        "models",
        "dead-letters"
      })
  void everyCommandExplainsItselfWithAnExample(String command) {
    assertThat(run(command, "--help")).isEqualTo(CommandLine.ExitCode.OK);
    assertThat(out.toString()).contains("Usage: fairway " + command, "Example");
  }

  @Test
  void aMistypedOptionIsAnErrorThatNamesIt() {
    assertThat(run("demo", "--sped", "600x")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--sped");
  }

  @Test
  void aDataSetThatIsNotThereIsToldInOneLine() {
    assertThat(run("demo", "--data", "no/such/folder", "--dir", "target/no-demo"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString().strip())
        .startsWith("fairway demo: ")
        .contains("no/such/folder")
        .hasLineCount(1);
  }

  @Test
  void aGpuThatIsNotThereEndsTheCommandWithTheWayToOne() {
    assertThat(run("diffusion", "--kafka", "127.0.0.1:1", "--device", "gpu:0"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString().strip())
        .startsWith("fairway diffusion: gpu:0 was asked for")
        .contains("for the CPU only", "mvn -Pcuda package")
        .hasLineCount(1);
  }

  @Test
  void aDeviceThatIsNoneIsAMistypedOption() {
    assertThat(run("diffusion", "--kafka", "127.0.0.1:1", "--device", "cuda"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--device", "auto, cpu and gpu:N");
  }

  @Test
  void aDrainThatTheProcessWouldNotLiveToSeeIsRefused() {
    assertThat(run("diffusion", "--kafka", "127.0.0.1:1", "--device", "cpu", "--drain", "PT60S"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("unsafe settings", "--drain = PT1M");
  }

  @Test
  void anAddressThatAllCanReachIsToldBesideWhatIsRefused() {
    run(
        "diffusion",
        "--kafka",
        "127.0.0.1:1",
        "--device",
        "cpu",
        "--host",
        "0.0.0.0",
        "--drain",
        "PT60S");
    assertThat(err.toString())
        .contains("warning: --host = 0.0.0.0", "there is no login", "--drain = PT1M");
  }

  @Test
  void theJobKeepsItsCheckpointsOnThisMachineOnly() {
    assertThat(run("job", "--kafka", "127.0.0.1:1", "--checkpoints", "s3://bucket/checkpoints"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--checkpoints: s3://bucket/checkpoints is no folder");
  }

  @Test
  void theVersionIsTheBuilds() {
    run("--version");
    assertThat(out.toString()).startsWith("fairway ").doesNotContain("${");
  }
}
