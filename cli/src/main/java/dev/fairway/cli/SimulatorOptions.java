package dev.fairway.cli;

import dev.fairway.cli.feed.SimulatedFeed;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is simulated where there is no data set. */
final class SimulatorOptions {

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the simulator, and of trainings. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--world",
      defaultValue = "simstad",
      description =
          "What is simulated: simstad (a town and a fjord) or small (six detectors, four waterway cells). "
              + "Default: ${DEFAULT-VALUE}.")
  private SimulatedFeed.World world;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "Where the simulation ends, such as 2026-03-06T00:00:00Z. Default: it does not.")
  private Instant until;

  SimulatedFeed feed() {
    return new SimulatedFeed(seed, world, Optional.ofNullable(until));
  }
}
