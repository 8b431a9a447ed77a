package dev.fairway.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The diffusion model whose representation a forecaster is given. */
final class DiffusionOption {

  @Option(
      names = "--diffusion",
      paramLabel = "BUNDLE",
      description =
          "Diffusion model whose representation of each window the forecaster is given. It must read windows as long as the forecaster's.")
  private Path diffusion;

  Optional<Path> bundle() {
    return Optional.ofNullable(diffusion);
  }

  /** As it is typed. */
  String arguments() {
    return diffusion == null ? "" : " --diffusion " + diffusion;
  }
}
