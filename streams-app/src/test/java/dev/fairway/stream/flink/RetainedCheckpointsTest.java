package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {

  @TempDir private Path directory;

  @Test
  void thereIsNoneAtFirst() throws Exception {
    assertThat(RetainedCheckpoints.newest(directory)).isEmpty();
  }

  @Test
  void theNewestIsTaken() throws Exception {
    write("job-b/chk-9", 1, metadata());
    Path newest = write("job-a/chk-2", 2, metadata());
    assertThat(RetainedCheckpoints.newest(directory)).contains(newest);
  }

  @Test
  void oneThatIsCutOffAnywhereIsPassedOver() throws Exception {
    Path whole = write("job/chk-1", 1, metadata());
    for (int length = 0; length < metadata().length; length++) {
      write("job/chk-2", 2, Arrays.copyOf(metadata(), length));
      assertThat(RetainedCheckpoints.newest(directory)).as("%s bytes", length).contains(whole);
    }
  }

  @Test
  void whereNoneCanBeReadNothingBeginsAnew() throws Exception {
    Path torn = write("job/chk-2", 2, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> RetainedCheckpoints.newest(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(torn.toString())
        .hasMessageContaining("a second time");
  }

  private Path write(String name, long modified, byte[] bytes) throws IOException {
    Path checkpoint = Files.createDirectories(directory.resolve(name));
    Path metadata = Files.write(checkpoint.resolve("_metadata"), bytes);
    Files.setLastModifiedTime(metadata, FileTime.from(Instant.ofEpochSecond(modified)));
    return checkpoint;
  }

  private static byte[] metadata() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(1, List.of(), List.of()), new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
