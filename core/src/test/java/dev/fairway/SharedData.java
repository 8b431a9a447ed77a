package dev.fairway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data sets beside the repository; tests that need one are skipped where it is absent. */
public final class SharedData {

  public static Path folder(String name) {
    Path folder = Path.of("..", "..", "shared", "data", name);
    assumeTrue(Files.isDirectory(folder), () -> "no data set at " + folder);
    return folder;
  }

  private SharedData() {}
}
