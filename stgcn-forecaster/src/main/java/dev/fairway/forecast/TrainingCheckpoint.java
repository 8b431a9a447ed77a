package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a training needs to go on after a break, written after each epoch.
 *
 * @param epoch the last one that is complete
 * @param best validation error of {@code bestWeights}
 * @param waited epochs since
 * @param average of the weights, empty if none is taken
 */
record TrainingCheckpoint(
    int epoch,
    float best,
    int waited,
    Map<String, HostTensor> weights,
    Map<String, HostTensor> average,
    Map<String, HostTensor> bestWeights,
    Map<String, HostTensor> optimizer) {

  private static final String WEIGHTS = "weights/";
  private static final String AVERAGE = "average/";
  private static final String BEST = "best/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String PROGRESS = "progress";

  /**
   * The file of a training. Its name speaks for plan, configuration and data: another training
   * finds nothing, and begins anew.
   */
  static Path file(Path directory, String fingerprint) {
    return directory.resolve("checkpoint-" + fingerprint.substring(0, 16) + ".safetensors");
  }

  /** Replaces the file, whole or not at all. */
  void write(Path file) throws IOException {
    Map<String, HostTensor> all = new TreeMap<>();
    weights.forEach((name, tensor) -> all.put(WEIGHTS + name, tensor));
    average.forEach((name, tensor) -> all.put(AVERAGE + name, tensor));
    bestWeights.forEach((name, tensor) -> all.put(BEST + name, tensor));
    optimizer.forEach((name, tensor) -> all.put(OPTIMIZER + name, tensor));
    all.put(PROGRESS, new HostTensor(new long[] {3}, new float[] {epoch, best, waited}));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, SafeTensors.write(all));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @throws IOException if there is a file but it cannot be read; delete it to begin anew
   */
  static Optional<TrainingCheckpoint> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, HostTensor> all = SafeTensors.read(Files.readAllBytes(file));
      float[] progress = all.get(PROGRESS).values();
      return Optional.of(
          new TrainingCheckpoint(
              (int) progress[0],
              progress[1],
              (int) progress[2],
              Parameters.part(all, WEIGHTS),
              Parameters.part(all, AVERAGE),
              Parameters.part(all, BEST),
              Parameters.part(all, OPTIMIZER)));
    } catch (RuntimeException e) {
      throw new IOException("Checkpoint " + file + " is broken: " + e.getMessage(), e);
    }
  }
}
