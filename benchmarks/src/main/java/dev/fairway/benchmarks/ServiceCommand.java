package dev.fairway.benchmarks;

import dev.fairway.benchmarks.service.ServiceRun;
import dev.fairway.diffusion.service.Together;
import dev.fairway.tensor.DeviceChoice;
import dev.fairway.tensor.TensorEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run service}. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description = {
      "Throughput and latency of the diffusion service by the number of its callers, over gRPC, with batches across callers and without.",
      "The model is the product's, of a made-up town, with random weights. Answers are checked first."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run service --sites 25,449 --callers 1,8,64")
final class ServiceCommand implements Callable<Integer> {

  @Option(
      names = "--sites",
      split = ",",
      defaultValue = "25,449",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> sites;

  @Option(
      names = "--callers",
      split = ",",
      defaultValue = "1,8,64",
      description = "Each with one request at a time underway (default: ${DEFAULT-VALUE}).")
  private List<Integer> callers;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
  private DeviceChoice device;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Batches computed at a time. Default: cores; on a GPU 1.")
  private Integer workers;

  @Option(
      names = "--together",
      paramLabel = "REQUESTS",
      description =
          "Requests computed side by side where there are batches (default: ${DEFAULT-VALUE}).")
  private int together = Together.ON_CPU.requests();

  @Option(
      names = "--batch-cells",
      paramLabel = "CELLS",
      description = "Channels x steps x sites x samples of a batch. Default: as the service's.")
  private Long batchCells;

  @Option(
      names = "--time",
      defaultValue = "PT10S",
      description = "Of a measurement, after a fifth of it to warm up (default: ${DEFAULT-VALUE}).")
  private Duration time;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Measurements of each kind, in turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/service.jsonl",
      description = "A line for each measurement is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For the models (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws Exception {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Clock clock = Clock.systemUTC();
    String place = TensorEngine.use(device);
    // As the service's process does.
    TensorEngine.setThreads(1);
    new ServiceRun(
            new ServiceRun.Place(place, workers(place), loadBefore, clock.instant().toString()),
            new ServiceRun.Plan(callers, together(place), time, rounds),
            work,
            results,
            Console.lines(clock))
        .measure(sites);
    return 0;
  }

  private Together together(String place) {
    return new Together(
        together, batchCells == null ? Together.usualOn(place).batchCells() : batchCells);
  }

  private int workers(String place) {
    if (workers != null) {
      return workers;
    }
    return place.equals("cpu") ? Runtime.getRuntime().availableProcessors() : 1;
  }
}
