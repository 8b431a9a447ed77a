package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/**
 * Public data sets that lie beside the checkout on some machines; tests that use them are skipped
 * elsewhere.
 */
final class SharedData {

  static Path file(String first, String... more) {
    Path file = Path.of("..", "..", "shared", "data").resolve(Path.of(first, more));
    assumeThat(file).as("the data set beside the checkout").exists();
    return file;
  }

  private SharedData() {}
}
