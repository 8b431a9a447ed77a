package dev.fairway.benchmarks;

import dev.fairway.benchmarks.scale.PartTraining;
import dev.fairway.benchmarks.scale.ScaleCurve;
import dev.fairway.benchmarks.scale.ScalePoint;
import dev.fairway.forecast.ClassicConfig;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run scale}. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Forecasts of made-up networks of growing size: time, memory, and the exponent of their growth.",
      "Each size runs in a process of its own, so that its memory is its own."
    })
final class ScaleCommand implements Callable<Integer> {

  enum Form {
    CLASSIC,
    MODERN;

    ForecasterConfig config() {
      return this == CLASSIC ? ClassicConfig.published() : ModernConfig.standard();
    }
  }

  @Option(
      names = "--sites",
      split = ",",
      defaultValue = "1000,3000,10000,30000,100000",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> sites;

  @Option(
      names = "--form",
      defaultValue = "modern",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--train-steps",
      defaultValue = "0",
      description =
          "Steps of a training by parts of the network that are timed for each size (default: ${DEFAULT-VALUE}).")
  private int trainSteps;

  @Option(names = "--point", hidden = true, description = "One size, as a line of JSON.")
  private boolean point;

  @Override
  public Integer call() throws Exception {
    Consumer<String> news = Console.lines(Clock.systemUTC());
    if (point) {
      System.out.println(point());
      return 0;
    }
    ScaleCurve.measure(form.name(), sites, threads, trainSteps, news);
    return 0;
  }

  private String point() throws IOException {
    int size = sites.get(0);
    return trainSteps == 0
        ? ScalePoint.measure(form.config(), size, threads).toJson()
        : PartTraining.measure(form.config(), size, threads, trainSteps, Clock.systemUTC())
            .toJson();
  }
}
