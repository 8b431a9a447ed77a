package dev.fairway.cli;

import dev.fairway.cli.train.Teacher;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The diffusion model whose forecasts a forecaster learns. */
final class TeacherOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--teacher",
      paramLabel = "BUNDLE",
      description =
          "Learn what this diffusion model forecasts too, with the probabilities of --synthetic, of which the validation part chooses (default: 0,0.5,1). Its windows must be as long as what is seen and what is forecast together. A forecast needs it no more.")
  private Path bundle;

  @Option(
      names = "--taught",
      paramLabel = "COUNT",
      defaultValue = "1000",
      description =
          "Inputs that the teacher is asked about, at most (default: ${DEFAULT-VALUE}). How often and by which sampler, its card says.")
  private int most;

  Optional<Teacher> teacher() {
    try {
      return Optional.ofNullable(bundle).map(its -> new Teacher(its, most));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** As they are typed. */
  String arguments() {
    return bundle == null ? "" : " --teacher " + bundle + " --taught " + most;
  }
}
