package dev.fairway.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsAppendedIsReadBack() throws IOException {
    ResultsFile<RunRecord> file =
        new ResultsFile<>(folder.resolve("made/runs.jsonl"), RunRecord.class);
    RunRecord first = Runs.of("classic", false, 1, 2.0);
    RunRecord second = Runs.of("classic", false, 2, 2.5);

    assertThat(file.read()).isEmpty();
    assertThatThrownBy(file::existing)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("runs.jsonl: no run");
    file.append(first);
    file.append(second);

    assertThat(file.read()).containsExactly(first, second);
    assertThat(file.existing()).isEqualTo(file.read());
  }

  @Test
  void aRunIsAnotherOnceItsSeedOrBudgetIs() {
    RunRecord run = Runs.of("classic", false, 1, 2.0);

    assertThat(Runs.of("classic", false, 1, 9.9).key()).isEqualTo(run.key());
    assertThat(Runs.of("classic", false, 2, 2.0).key()).isNotEqualTo(run.key());
    assertThat(Runs.of("modern", false, 1, 2.0).key()).isNotEqualTo(run.key());
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    Path path = folder.resolve("runs.jsonl");
    new ResultsFile<>(path, RunRecord.class).append(Runs.of("classic", false, 1, 2.0));
    Files.writeString(path, Files.readString(path) + "{\"set\":\"x\"}\n");

    assertThatThrownBy(() -> new ResultsFile<>(path, RunRecord.class).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("runs.jsonl, line 2");
  }
}
