package dev.fairway.cli;

import dev.fairway.cli.demo.Demo;
import dev.fairway.cli.demo.DemoProgress;
import dev.fairway.cli.demo.DemoSettings;
import dev.fairway.cli.feed.FeedPlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway demo}: the whole of Fairway in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a broker, the diffusion service, the Flink job and the dashboard in this process, feeds them, and trains.",
      "Ctrl-C drains and stops; the same command goes on where it stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway demo                                          simulated roads and waterway, one interval a second",
      "  fairway demo --data DIR --speed 600x                  replay a data set",
      "  fairway demo --data ROADS --data SHIPS --speed max    two networks in one job, as fast as the machine can"
    })
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SimulatorOptions simulator;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set to replay; may be given again. Without it the simulator runs.")
  private List<Path> data = List.of();

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description =
          "Fact sheet of the data set. Default: fairway.yaml in its folder, or a built-in one.")
  private Path facts;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "300x",
      description = "Pace after the history: 1x, 600x, max. Default: ${DEFAULT-VALUE}.")
  private String speed;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      description =
          "How much of the feed is sent at once, to learn from: PT12H, P4D. Default: P4D, or half of a shorter data set.")
  private Duration history;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: .fairway/demo, in a folder for the data.")
  private Path directory;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the dashboard; 0: any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--kafka-port",
      defaultValue = "19092",
      description = "Port of the broker; 0: any. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Stop after so long: PT10M. Default: at Ctrl-C.")
  private Duration longest;

  @Option(names = "--no-training", description = "Forecast with the baseline only.")
  private boolean noTraining;

  @Option(
      names = "--train-at-most",
      paramLabel = "DURATION",
      defaultValue = "PT10M",
      description =
          "Time after which each training ends with what it has. Default: ${DEFAULT-VALUE}.")
  private Duration longestTraining;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    Instant began = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    Path home = directory == null ? Path.of(".fairway", "demo", folder()) : directory;
    Files.createDirectories(home);
    DemoSettings settings =
        new DemoSettings(
            home.toAbsolutePath(),
            speed,
            Optional.ofNullable(history),
            port,
            kafkaPort,
            !noTraining,
            longestTraining,
            simulator.seed);
    DemoProgress progress = new DemoProgress(spec.commandLine().getOut(), clock, began);
    List<FeedPlan> plans =
        FeedPlan.of(data, Optional.ofNullable(facts), simulator.feed(), home.resolve("networks"));
    Thread main = Thread.currentThread();
    Interruption interruption = Interruption.onSignal(main::interrupt);
    try (interruption;
        Demo demo = new Demo(settings, plans, clock, progress::line)) {
      progress.follow(demo, demo.start(), Optional.ofNullable(longest));
      progress.line("stopping");
    } catch (InterruptedException e) {
      progress.line("stopped; the same command goes on here");
    }
    return 0;
  }

  private String folder() {
    return data.isEmpty()
        ? "simstad"
        : String.join(
            "+",
            data.stream()
                .map(p -> p.toAbsolutePath().normalize().getFileName().toString())
                .toList());
  }
}
