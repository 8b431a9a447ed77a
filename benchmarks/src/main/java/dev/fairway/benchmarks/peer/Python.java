package dev.fairway.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Python with PyTorch that the peers run on.
 *
 * @param command of the interpreter
 * @param programs folder of the peer programs
 * @param torch version of its PyTorch
 */
public record Python(String command, Path programs, String torch) {

  private static final int KEPT_LINES = 20;

  /**
   * @return empty if there is no such Python or it has no PyTorch: {@code unavailable} then is told
   *     why
   * @throws IOException if the programs are not where they are said to be
   */
  public static Optional<Python> find(String command, Path programs, Consumer<String> unavailable)
      throws IOException, InterruptedException {
    if (Files.notExists(programs.resolve("train.py"))) {
      throw new IOException("The peer programs are not in " + programs + ": set --peers");
    }
    try {
      Process process =
          new ProcessBuilder(
                  command, "-W", "ignore", "-c", "import torch; print(torch.__version__)")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() == 0) {
        return Optional.of(new Python(command, programs, said));
      }
      String lastLine = said.substring(said.lastIndexOf('\n') + 1);
      unavailable.accept("%s cannot import torch: %s".formatted(command, lastLine));
    } catch (IOException e) {
      unavailable.accept("%s cannot be run: %s".formatted(command, e.getMessage()));
    }
    return Optional.empty();
  }

  /** A program of the peers with its arguments, not yet started. */
  public ProcessBuilder program(String name, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(command, "-W", "ignore"));
    line.add(programs.resolve(name).toString());
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  /**
   * Runs a program to its end. Interrupting the thread ends it.
   *
   * @param news each line that it prints
   * @throws IOException if it fails; with the last lines that it printed
   */
  public void run(String name, List<String> arguments, Consumer<String> news)
      throws IOException, InterruptedException {
    Process process = program(name, arguments).redirectErrorStream(true).start();
    Thread ender = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ender);
    List<String> last = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        news.accept(line);
        last.add(line);
        if (last.size() > KEPT_LINES) {
          last.remove(0);
        }
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "%s ended with status %d:%n%s".formatted(name, status, String.join("\n", last)));
      }
    } finally {
      process.destroyForcibly();
      removeHook(ender);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being shut down: the hook runs.
      return;
    }
  }
}
