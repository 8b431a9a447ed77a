package dev.fairway.benchmarks;

import dev.fairway.benchmarks.peer.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where the peers run. */
final class PythonOption {

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      defaultValue = "python3",
      description = "Python with PyTorch, for the peers (default: ${DEFAULT-VALUE}).")
  private String command;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      defaultValue = "${sys:fairway.peers:-benchmarks/peers}",
      description = "Folder of the peer programs (default: ${DEFAULT-VALUE}).")
  private Path peers;

  /** Empty where there is no PyTorch: that is told, and only our own side runs. */
  Optional<Python> python(Consumer<String> news) throws IOException, InterruptedException {
    return Python.find(
        command, peers, reason -> news.accept("No peers, our own side only: " + reason));
  }
}
