package dev.fairway.cli;

import dev.fairway.cli.models.ModelsDirectory;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The directory of models that a command works on. */
final class ModelsOption {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "models",
      description = "Directory of the bundles. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  ModelsDirectory open() throws NoSuchFileException {
    return new ModelsDirectory(directory);
  }
}
