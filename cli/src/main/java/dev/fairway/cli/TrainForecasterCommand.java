package dev.fairway.cli;

import dev.fairway.cli.train.ForecasterTraining;
import dev.fairway.cli.train.TrainingRequest;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairway train forecaster}. */
@Command(
    name = "forecaster",
    mixinStandardHelpOptions = true,
    description = {
      "Trains an STGCN and announces it, if on data that it was not fitted to it beats the baselines and what runs."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  fairway train forecaster --kafka 127.0.0.1:19092 --network simstad-roads --until 2026-03-06T00:00:00Z --out models")
final class TrainForecasterCommand implements Callable<Integer> {

  @Mixin private TrainingRequest request;

  @Option(
      names = "--representation",
      description = "Give it the representation of the diffusion model that runs.")
  private boolean representation;

  @Override
  public Integer call() throws Exception {
    new ForecasterTraining(request, representation, Clock.systemUTC()).run();
    return 0;
  }
}
