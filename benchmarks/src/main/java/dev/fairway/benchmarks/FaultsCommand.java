package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.benchmarks.fault.Condition;
import dev.fairway.benchmarks.fault.FaultComparison;
import dev.fairway.benchmarks.fault.FaultComparison.Trial;
import dev.fairway.benchmarks.fault.FaultRun;
import dev.fairway.benchmarks.fault.FaultTable;
import dev.fairway.benchmarks.fault.PlausibleAttack;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.provenance.BundleException;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run faults}. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the forecaster as usual and under attack, and measures both on windows whose sensors are faulty or attacked.",
      "Each measurement is appended to the results file; one that is there is not made again, so Ctrl-C and the same command later are fine."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  benchmarks/run faults --data ../shared/data/pemsd7-25 --epochs 10 --windows-per-epoch 3200")
final class FaultsCommand implements Callable<Integer> {

  /** Iterations of the attack that is measured: more than any training takes. */
  private static final int MEASURED_ITERATIONS = 10;

  /** One model for all forecasters. */
  private static final long DENOISER_SEED = 1;

  @ArgGroup(multiplicity = "1")
  private SeriesOptions data;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--radius",
      defaultValue = "0.2",
      description =
          "Of the attack trained under, in standard deviations (default: ${DEFAULT-VALUE}).")
  private double radius;

  @Option(
      names = "--iterations",
      defaultValue = "3",
      description = "Of the attack trained under (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--attacked-share",
      defaultValue = "1",
      description = "Of the sites, attacked in training and measuring (default: ${DEFAULT-VALUE}).")
  private double attackedShare;

  @Option(
      names = "--radii",
      split = ",",
      defaultValue = "0.1,0.2,0.4",
      description = "Of the attacks measured (default: ${DEFAULT-VALUE}).")
  private List<Double> radii;

  @Option(
      names = "--faulty-share",
      defaultValue = "0.2",
      description = "Of the sites, whose sensors are faulty (default: ${DEFAULT-VALUE}).")
  private double faultyShare;

  @Option(
      names = "--windows",
      defaultValue = "300",
      description = "Test windows, at most (default: ${DEFAULT-VALUE}).")
  private int windows;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      description =
          "None stops earlier, so that all take the same steps (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--windows-per-epoch",
      defaultValue = "3200",
      description = "At most, drawn at random (default: ${DEFAULT-VALUE}).")
  private int windowsPerEpoch;

  @Option(names = "--batch", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--diffusion-steps",
      defaultValue = "0",
      description =
          "Of the training of a diffusion model that keeps attacks plausible; 0 for none (default: ${DEFAULT-VALUE}).")
  private int diffusionSteps;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/faults.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For what runs write while they run (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(names = "--estimate", description = "Only say how long it will take.")
  private boolean estimateOnly;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    Consumer<String> news = Console.lines(clock);
    TrafficSeries series = data.read(work);
    Task task = new Task(series.measured().network().id(), series, Protocol.SHARES);
    news.accept("read " + task.series());
    ResultsFile<FaultRun> file = new ResultsFile<>(results, FaultRun.class);
    String command = Typed.command(spec);
    List<Condition> conditions = new ArrayList<>(Condition.all(task, faultyShare, attacks()));
    if (diffusionSteps > 0) {
      TensorEngine.setThreads(threads);
      conditions.addAll(Condition.plausible(plausible(task, command, clock, news), attacks()));
    }
    FaultComparison comparison =
        new FaultComparison(
            task,
            new TrainingBudget(epochs, windowsPerEpoch, batch, epochs),
            conditions,
            windows,
            file,
            work.resolve(task.fingerprint()),
            command,
            clock,
            news);
    Training usual = Training.of(ModernConfig.standard(), threads, clock, command);
    List<Trial> trials =
        FaultComparison.trials(usual, Attack.of(radius, iterations, attackedShare));
    comparison.expected(trials, seeds);
    if (estimateOnly) {
      return 0;
    }
    for (long seed : seeds) {
      for (Trial trial : trials) {
        comparison.run(trial, seed);
      }
    }
    System.out.print(FaultTable.of(file.read()));
    return 0;
  }

  /** With a model of the training part, which lives as long as the process. */
  private PlausibleAttack plausible(Task task, String command, Clock clock, Consumer<String> news)
      throws IOException, BundleException {
    DiffusionTask windows =
        new DiffusionTask(task.name(), task.series(), task.dataHash(), task.split(), task.scaler());
    TrainingSettings settings =
        TrainingSettings.defaults(diffusionSteps, Duration.ofDays(100), DENOISER_SEED);
    return new PlausibleAttack(
        new DiffusionTraining(work.resolve("diffusion"), clock, command, news)
            .of(windows, settings),
        task.scaler());
  }

  private List<Attack> attacks() {
    return radii.stream().map(r -> Attack.of(r, MEASURED_ITERATIONS, attackedShare)).toList();
  }
}
