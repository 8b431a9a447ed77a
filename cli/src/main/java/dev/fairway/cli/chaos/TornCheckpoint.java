package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import dev.fairway.stream.flink.RetainedCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The machine goes down while a checkpoint is being written: beside the last whole one lies a newer
 * one of which every file is cut off somewhere.
 */
@Immutable
record TornCheckpoint() implements Fault {

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    plant.child(Part.JOB).kill();
    Optional<Path> newest = RetainedCheckpoints.newest(plant.checkpoints());
    if (newest.isPresent()) {
      tear(newest.get(), random);
    }
    plant.child(Part.JOB).start();
  }

  private static void tear(Path whole, RandomGenerator random) throws IOException {
    Path torn =
        Files.createDirectories(
            whole.resolveSibling("torn-" + Long.toHexString(random.nextLong())));
    List<Path> files;
    try (Stream<Path> listed = Files.list(whole)) {
      files = listed.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(
          torn.resolve(file.getFileName()), Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }
  }
}
