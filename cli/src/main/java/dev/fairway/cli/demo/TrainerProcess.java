package dev.fairway.cli.demo;

import dev.fairway.cli.Fairway;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One training, in a process of its own and at low priority: a native error may kill it without
 * killing the stream, its memory goes back when it ends, and only one gradient collector may be
 * open in a process.
 */
final class TrainerProcess implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;
  private static final Path NICE = Path.of("/usr/bin/nice");

  /** Low, and yet enough for the first model to come while the past is still being scored. */
  private static final int NICENESS = 5;

  /**
   * Half of the cores: where the stream keeps the others busy, threads that work on one operation
   * together would mostly wait for the one that has no core.
   */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Process process;

  private TrainerProcess(Process process) {
    this.process = process;
  }

  /**
   * @param arguments of the {@code fairway} command
   * @param log where its output goes
   */
  static TrainerProcess start(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", Integer.toString(NICENESS)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-Dai.djl.pytorch.num_threads=" + THREADS,
            "-Dfairway.log=" + log,
            "-cp",
            System.getProperty("java.class.path"),
            Fairway.class.getName()));
    command.addAll(arguments);
    File output = log.resolveSibling(log.getFileName() + ".out").toFile();
    return new TrainerProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
            .start());
  }

  /** Waits for its end; the exit code. */
  int join() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to write its checkpoint and go; kills it where it does not listen. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
