package dev.fairway.stream.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checkpoints and savepoints that earlier lives of the job have left in a directory. */
public final class RetainedCheckpoints {

  private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
  private static final String METADATA = "_metadata";

  /**
   * The newest whose metadata can be read; empty if there is none at all. One that was being
   * written when the machine went down has committed nothing, and an older one stands: Flink
   * removes that only when the newer is complete.
   *
   * @throws IOException if there are some and none can be read: to begin anew would issue
   *     everything a second time
   */
  public static Optional<Path> newest(Path directory) throws IOException {
    List<Path> all = newestFirst(directory);
    for (Path metadata : all) {
      Optional<String> damage = damage(metadata);
      if (damage.isEmpty()) {
        return Optional.of(metadata.getParent());
      }
      LOG.warn("Checkpoint {} is passed over: {}", metadata.getParent(), damage.get());
    }
    if (!all.isEmpty()) {
      throw new IOException(
          "None of the %d checkpoints in %s can be read, the newest is %s. Without them all would be forecast a second time: put them back, or wipe them together with the broker's topics"
              .formatted(all.size(), directory, all.get(0).getParent()));
    }
    return Optional.empty();
  }

  private static List<Path> newestFirst(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().equals(METADATA))
          .sorted(Comparator.comparing(RetainedCheckpoints::modified).reversed())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Why it cannot be read; empty if it can. */
  private static Optional<String> damage(Path metadata) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      Checkpoints.loadCheckpointMetadata(
          in, RetainedCheckpoints.class.getClassLoader(), metadata.getParent().toUri().toString());
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RetainedCheckpoints() {}
}
