package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.forecast.Baselines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {

  private static final Path PEMSD7 = Path.of("../../shared/data/pemsd7-25");

  @TempDir Path derived;

  @Test
  void theBaselinesOfPemsd7AreScored() {
    assumeTrue(Files.isDirectory(PEMSD7), PEMSD7 + " is not there");
    StringWriter out = new StringWriter();
    int exit =
        Fairway.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "evaluate",
                "--data",
                PEMSD7.toString(),
                "--derived",
                derived.toString(),
                "--windows",
                "50");
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("25 sites", "60 min").contains(Baselines.names());
  }
}
