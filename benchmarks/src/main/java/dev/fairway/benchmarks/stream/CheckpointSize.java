package dev.fairway.benchmarks.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** What a job remembers: the size of its checkpoints. */
final class CheckpointSize {

  /**
   * Of the largest that is there: the job may be writing the next, or deleting the last.
   *
   * @return bytes
   */
  static long of(Path checkpoints) throws IOException {
    long largest = 0;
    try (Stream<Path> folders = Files.find(checkpoints, 2, CheckpointSize::isCheckpoint)) {
      for (Path folder : folders.toList()) {
        largest = Math.max(largest, bytes(folder));
      }
    }
    return largest;
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += file.toFile().length();
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return bytes;
  }

  private static boolean isCheckpoint(Path path, BasicFileAttributes attributes) {
    return attributes.isDirectory() && path.getFileName().toString().startsWith("chk-");
  }

  private CheckpointSize() {}
}
