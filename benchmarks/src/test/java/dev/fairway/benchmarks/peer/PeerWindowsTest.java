package dev.fairway.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerWindowsTest {

  private static final int STEPS = 400;

  @TempDir private Path parent;

  @Test
  void thePeersReadTheSeriesAsItIs() throws IOException {
    Task task = SmallTask.withHoles(STEPS);
    TrafficSeries series = task.series();

    Map<String, HostTensor> tensors = tensors(PeerWindows.write(task, parent));

    assertThat(tensors.get("values").shape()).containsExactly(STEPS, 2, 3);
    for (int t = 0; t < STEPS; t++) {
      assertThat(tensors.get("day").values()[t]).isEqualTo(t % 288 / 288f);
      for (int c = 0; c < 2; c++) {
        for (int n = 0; n < 3; n++) {
          int cell = (t * 2 + c) * 3 + n;
          boolean observed = series.isObserved(t, n, c);
          assertThat(tensors.get("observed").values()[cell]).isEqualTo(observed ? 1 : 0);
          assertThat(tensors.get("values").values()[cell]).isEqualTo(series.value(t, n, c));
          if (observed) {
            assertThat(tensors.get("filled").values()[cell]).isEqualTo(series.value(t, n, c));
          }
        }
      }
    }
  }

  @Test
  void aHoleHoldsWhatTheForecasterSeesAtTheEndOfAWindow() throws IOException {
    Task task = SmallTask.withHoles(STEPS);

    float[] filled = tensors(PeerWindows.write(task, parent)).get("filled").values();

    for (int start : task.testStarts()) {
      var input = task.input(start);
      int last = start + Task.INPUT_STEPS - 1;
      for (int c = 0; c < 2; c++) {
        for (int n = 0; n < 3; n++) {
          assertThat(filled[(last * 2 + c) * 3 + n])
              .isEqualTo(input.filled()[input.observed().cell(c, Task.INPUT_STEPS - 1, n)]);
        }
      }
    }
  }

  @Test
  void windowsAreThoseOfTheTask() throws IOException {
    Task task = SmallTask.whole(STEPS);

    JsonNode facts =
        JsonMapper.builder()
            .build()
            .readTree(PeerWindows.write(task, parent).resolve("windows.json").toFile());

    assertThat(facts.path("starts").path("train").size()).isEqualTo(task.trainStarts().length);
    assertThat(facts.path("starts").path("test").path(0).asInt())
        .isEqualTo(task.split().test().from());
    assertThat(facts.path("means").path(0).asDouble()).isEqualTo(task.scaler().means().get(0));
  }

  @Test
  void filesThatAreThereAreLeftAsTheyAre() throws IOException {
    Task task = SmallTask.whole(STEPS);
    Path facts = PeerWindows.write(task, parent).resolve("windows.json");
    Files.setLastModifiedTime(facts, FileTime.fromMillis(0));

    PeerWindows.write(task, parent);

    assertThat(Files.getLastModifiedTime(facts).toMillis()).isZero();
  }

  private static Map<String, HostTensor> tensors(Path folder) throws IOException {
    return SafeTensors.read(Files.readAllBytes(folder.resolve("windows.safetensors")));
  }
}
