package dev.fairway.cli.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A process that can be killed, held, and started again. */
final class Child {

  private static final Duration GRACE = Duration.ofSeconds(70);

  private final Part part;
  private final Launch launch;
  private final List<String> arguments;
  private final Path logs;
  private Process process;

  /**
   * @param arguments of the program
   * @param logs where what it prints goes
   */
  Child(Part part, Launch launch, List<String> arguments, Path logs) {
    this.part = part;
    this.launch = launch;
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
   * @param more arguments, for this life only; they go before the usual ones, after the first
   */
  void start(List<String> more) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(1, more);
    process =
        new ProcessBuilder(launch.command(all))
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
