package dev.fairway.benchmarks;

import dev.fairway.benchmarks.diffusion.DenoiserSpeed;
import dev.fairway.benchmarks.diffusion.DenoiserTrial;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run denoiser}. */
@Command(
    name = "denoiser",
    mixinStandardHelpOptions = true,
    description = {
      "Times our graph-temporal U-Net beside the same one in PyTorch, turn by turn, after a check that both compute the same.",
      "Without PyTorch it times our own."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run denoiser --sites 449 --python venv/bin/python")
final class DenoiserCommand implements Callable<Integer> {

  private static final int CHANNELS = 2;

  @Option(
      names = "--sites",
      defaultValue = "449",
      description = "Of a made-up town (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--window-steps",
      defaultValue = "24",
      description = "A multiple of 4 (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--width", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}.")
  private int width;

  @Option(names = "--batch", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation, on both sides (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Turns of each side that are timed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--memory-steps",
      defaultValue = "0",
      description = "Training steps over which memory is watched (default: ${DEFAULT-VALUE}).")
  private int memorySteps;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For what is exchanged with the peer (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Mixin private PythonOption python;

  @Override
  public Integer call() throws Exception {
    Consumer<String> news = Console.lines(Clock.systemUTC());
    TensorEngine.setThreads(threads);
    MeasuredNetwork town = GridTown.measured(sites, 1);
    news.accept("%d sites, %d steps, batch %d".formatted(sites, steps, batch));
    try (DenoiserTrial ours =
        new DenoiserTrial(
            new UNetShape(width, 1, Conditioning.PLAIN), town.network(), CHANNELS, steps, batch)) {
      DenoiserSpeed speed = new DenoiserSpeed(ours, threads, work, news);
      boolean same = rounds == 0 || speed.run(python.python(news), rounds);
      speed.watchMemory(memorySteps);
      return same ? 0 : 1;
    }
  }
}
