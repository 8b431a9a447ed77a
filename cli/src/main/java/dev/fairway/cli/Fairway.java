package dev.fairway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code fairway} command: one subcommand for each thing a person or a container asks of
 * Fairway.
 */
@Command(
    name = "fairway",
    mixinStandardHelpOptions = true,
    versionProvider = FairwayVersion.class,
    description = "Live traffic forecasts for roads and waterways.",
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      AugmentCommand.class,
      EvaluateCommand.class,
      BacktestCommand.class,
      PredictCommand.class,
      RepresentCommand.class,
      ModelsCommand.class,
      FeedCommand.class,
      JobCommand.class,
      DiffusionCommand.class,
      ServeCommand.class,
      AuditCommand.class,
      DeadLettersCommand.class,
      BrokerCommand.class,
      ChaosCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway demo                                  a simulated road network and waterway, live",
      "  fairway demo --data DIR --speed 600x          replay a data set of your own",
      "  fairway train forecaster --data DIR --out models",
      "  fairway evaluate --model BUNDLE --data DIR    its scores, beside those of the baselines",
      "  fairway predict --model BUNDLE --data DIR --out future.csv",
    })
public final class Fairway {

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Fairway())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FriendlyErrors())
        .setUsageHelpAutoWidth(true);
  }
}
