package dev.fairway.benchmarks.scale;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A measurement in a JVM of its own, with this one's options: its memory is its own. */
final class OwnProcess {

  private static final String MAIN = "dev.fairway.benchmarks.Benchmarks";

  /**
   * @param arguments of the benchmarks' command line
   * @return what it printed
   * @throws IOException if it fails
   */
  static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("The process failed: " + String.join(" ", arguments));
    }
    return said;
  }

  private OwnProcess() {}
}
