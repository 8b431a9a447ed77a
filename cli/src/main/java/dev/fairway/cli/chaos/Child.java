package dev.fairway.cli.chaos;

import dev.fairway.cli.Fairway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The {@code fairway} command in a process that can be killed, held, and started again. */
final class Child {

  private static final Duration GRACE = Duration.ofSeconds(70);
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  private final Part part;
  private final List<String> arguments;
  private final Path logs;
  private Process process;

  /**
   * @param arguments of the command
   * @param logs where its log and what it prints go
   */
  Child(Part part, List<String> arguments, Path logs) {
    this.part = part;
    this.arguments = List.copyOf(arguments);
    this.logs = logs;
  }

  Part part() {
    return part;
  }

  void start() throws IOException {
    start(List.of());
  }

  /**
   * @param more arguments, for this life only; they go before the usual ones
   */
  void start(List<String> more) throws IOException {
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
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dfairway.log=" + logs.resolve(part + ".log")));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(ARCHIVE))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fairway.class.getName()));
    command.add(arguments.get(0));
    command.addAll(more);
    command.addAll(arguments.subList(1, arguments.size()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(part + ".out").toFile()))
            .start();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** What it ended with; empty while it runs, and before its first start. */
  OptionalInt exit() {
    return process == null || process.isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(process.exitValue());
  }

  /** As kill -9 does; returns when it is gone. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** As Ctrl-C does; kills it where that does not help. */
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    }
  }

  /** It keeps its memory and its connections, and does nothing. */
  void hold() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    if (exit != 0) {
      throw new IOException("kill %s %d ended with %d".formatted(signal, process.pid(), exit));
    }
  }
}
