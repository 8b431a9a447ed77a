package dev.fairway.cli;

import dev.fairway.cli.train.Adapting;
import dev.fairway.cli.train.Learning;
import dev.fairway.cli.train.Teaching;
import dev.fairway.diffusion.train.Adaptation;
import dev.fairway.diffusion.train.Distillation;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The trained model that another one is learned from, and how. */
final class LearningOptions {

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

    @ArgGroup(exclusive = false)
    private From from;
  }

  /** A model of another network. */
  private static final class From {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "BUNDLE",
        description =
            "Go on with this model of another network, which has the same channels, units and interval.")
    private Path from;

    @Option(
        names = "--adapt",
        defaultValue = "full",
        description =
            "What of it learns, besides a vector for each site: full, last (the last block and the output), or adapters (small layers added to its blocks). Default: ${DEFAULT-VALUE}.")
    private Adaptation adapt;
  }

  @ArgGroup private Kinds kinds;

  /** Whether there is no other model. */
  boolean isFromDataAlone() {
    return kinds == null;
  }

  Learning learning() {
    if (kinds == null) {
      return Learning.FROM_DATA;
    }
    if (kinds.from != null) {
      return new Adapting(kinds.from.from, kinds.from.adapt);
    }
    return kinds.distil != null
        ? new Teaching(kinds.distil, Distillation.CONSISTENCY)
        : new Teaching(kinds.reflow, Distillation.REFLOW);
  }

  /** As it is typed. */
  String arguments() {
    if (kinds == null) {
      return "";
    }
    if (kinds.from != null) {
      return " --from " + kinds.from.from + " --adapt " + kinds.from.adapt.word();
    }
    return kinds.distil != null ? " --distil " + kinds.distil : " --reflow " + kinds.reflow;
  }
}
