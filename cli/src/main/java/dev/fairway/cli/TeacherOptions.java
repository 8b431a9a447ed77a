package dev.fairway.cli;

import dev.fairway.cli.train.Teaching;
import dev.fairway.diffusion.train.Distillation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The trained model that another one is learned from, and how. */
final class TeacherOptions {

  /** One of them, or none. */
  private static final class Kinds {
    @Option(
        names = "--distil",
        paramLabel = "BUNDLE",
        description =
            "Learn a consistency model from this one: it needs one or two steps where its teacher needs many.")
    private Path distil;

    @Option(
        names = "--reflow",
        paramLabel = "BUNDLE",
        description =
            "Learn a model with straighter paths from this one, which must be of flow matching: fewer steps do as well.")
    private Path reflow;
  }

  @ArgGroup private Kinds kinds;

  Optional<Teaching> teaching() {
    if (kinds == null) {
      return Optional.empty();
    }
    return Optional.of(
        kinds.distil != null
            ? new Teaching(kinds.distil, Distillation.CONSISTENCY)
            : new Teaching(kinds.reflow, Distillation.REFLOW));
  }

  /** As it is typed. */
  String arguments() {
    if (kinds == null) {
      return "";
    }
    return kinds.distil != null ? " --distil " + kinds.distil : " --reflow " + kinds.reflow;
  }
}
