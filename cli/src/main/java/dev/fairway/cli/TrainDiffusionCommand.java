package dev.fairway.cli;

import dev.fairway.cli.train.DiffusionTraining;
import dev.fairway.cli.train.TrainingRequest;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fairway train diffusion}. */
@Command(
    name = "diffusion",
    mixinStandardHelpOptions = true,
    description =
        "Trains a diffusion model and announces it, if its loss on data that it was not fitted to has fallen.",
    footerHeading = "%nExample:%n",
    footer =
        "  fairway train diffusion --kafka 127.0.0.1:19092 --network simstad-roads --until 2026-03-06T00:00:00Z --out models")
final class TrainDiffusionCommand implements Callable<Integer> {

  @Mixin private StreamOptions stream;
  @Mixin private TrainingOptions training;

  @Override
  public Integer call() throws Exception {
    TrainingRequest request =
        new TrainingRequest(
            stream.kafka,
            stream.network,
            stream.until,
            training.out,
            training.seed,
            training.longestBesideAStream());
    new DiffusionTraining(request, Clock.systemUTC()).run();
    return 0;
  }
}
