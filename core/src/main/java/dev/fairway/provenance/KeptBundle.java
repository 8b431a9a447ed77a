package dev.fairway.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bundle that is made once and kept, for whoever asks again.
 *
 * @param folder of this bundle alone: its name has to speak for all that the bundle follows from
 */
public record KeptBundle(Path folder) {

  private static final String DRAFT = ".";

  /** Makes a bundle where it is to be kept. */
  @FunctionalInterface
  public interface Making {
    ModelBundle below(Path folder) throws IOException;
  }

  /**
   * The bundle that is there, else the one that is made.
   *
   * @throws IOException if there is one but it is broken; delete the folder to make it anew
   */
  public ModelBundle orMade(Making making) throws IOException {
    Optional<ModelBundle> there = there();
    return there.isPresent() ? there.get() : making.below(folder);
  }

  private Optional<ModelBundle> there() throws IOException {
    if (Files.notExists(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      Optional<Path> first =
          entries.filter(entry -> !entry.getFileName().toString().startsWith(DRAFT)).findFirst();
      return first.isEmpty() ? Optional.empty() : Optional.of(ModelBundle.open(first.get()));
    } catch (BundleException e) {
      throw new IOException(e.getMessage() + "; delete " + folder + " to make it anew", e);
    }
  }

  /** Gives it up, with all that is in the folder. */
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
