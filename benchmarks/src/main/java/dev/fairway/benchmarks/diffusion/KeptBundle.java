package dev.fairway.benchmarks.diffusion;

import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The bundle that an earlier run of the same training has left. */
public final class KeptBundle {

  /** The one in a directory; empty if there is none, or no directory. */
  public static Optional<ModelBundle> in(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> bundles = Files.list(directory)) {
      Optional<Path> first =
          bundles.filter(b -> !b.getFileName().toString().startsWith(".")).sorted().findFirst();
      return first.isEmpty() ? Optional.empty() : Optional.of(ModelBundle.open(first.get()));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private KeptBundle() {}
}
