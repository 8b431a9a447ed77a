package dev.fairway.cli;

import dev.fairway.cli.train.SyntheticShares;
import dev.fairway.forecast.augment.Synthetic;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a forecaster learns of windows that a diffusion model drew. */
final class SyntheticOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--synthetic",
      split = ",",
      paramLabel = "P0",
      description =
          "Probabilities with which an example is a window that a model drew. One forecaster is trained for each, and for 0, and the validation part chooses; 0 alone trains on what was measured. Default: 0,0.3 for a data set with such windows, else 0. On a stream the windows are drawn by a diffusion model that is trained for it, in a third of the time.")
  private List<Double> probabilities;

  @Option(
      names = "--synthetic-mode",
      defaultValue = "replace",
      paramLabel = "MODE",
      description =
          "replace: the drawn window stands for the measured one; append: it comes beside it. Default: ${DEFAULT-VALUE}.")
  private Synthetic.Mode mode;

  /** What is typed; empty if nothing is. */
  Optional<SyntheticShares> asked() {
    try {
      return Optional.ofNullable(probabilities).map(its -> new SyntheticShares(its, mode));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  SyntheticShares usual() {
    return SyntheticShares.usual(mode);
  }

  /** As they are typed. */
  String arguments() {
    return asked()
        .map(SyntheticShares::arguments)
        .orElse(mode == Synthetic.Mode.REPLACE ? "" : " --synthetic-mode " + mode);
  }
}
