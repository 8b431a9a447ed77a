package dev.fairway.cli.chaos;

import dev.fairway.cli.Fairway;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program, as a command line starts it.
 *
 * @param mainClass name of it
 * @param classPath of it alone
 * @param options of the JVM, beside those that all have
 */
record Launch(String mainClass, String classPath, List<String> options) {

  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  Launch {
    options = List.copyOf(options);
  }

  /**
   * The {@code fairway} command, as this process was started.
   *
   * @param log where its log goes
   */
  static Launch fairway(Path log) {
    List<String> options = new ArrayList<>(List.of("-Dfairway.log=" + log));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(ARCHIVE))
        .forEach(options::add);
    return new Launch(Fairway.class.getName(), System.getProperty("java.class.path"), options);
  }

  List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Lives are short: code that is compiled well comes too late for them.
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }
}
