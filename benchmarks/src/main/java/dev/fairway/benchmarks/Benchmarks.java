package dev.fairway.benchmarks;

import dev.fairway.benchmarks.diffusion.Ask;
import dev.fairway.benchmarks.diffusion.Variant;
import dev.fairway.benchmarks.transfer.Amount;
import dev.fairway.benchmarks.transfer.Arrivals;
import dev.fairway.tensor.DeviceChoice;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the forecaster, beside PyTorch programs of the same models where there is PyTorch. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description =
        "Accuracy, speed and scale of the forecaster; throughput of the diffusion service.",
    subcommands = {
      AccuracyCommand.class,
      AblationCommand.class,
      ChangeCommand.class,
      FaultsCommand.class,
      TableCommand.class,
      ThroughputCommand.class,
      AisCommand.class,
      LatencyCommand.class,
      SoakCommand.class,
      SwapCommand.class,
      SpeedCommand.class,
      ScaleCommand.class,
      AttentionCommand.class,
      QualityCommand.class,
      TransferCommand.class,
      DenoiserCommand.class,
      ServiceCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Benchmarks {

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmarks())
        .registerConverter(Amount.class, Amount::parse)
        .registerConverter(Arrivals.class, Arrivals::parse)
        .registerConverter(Ask.class, Ask::parse)
        .registerConverter(Variant.class, Variant::named)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(DeviceChoice.class, DeviceChoice::parse)
        .setUsageHelpAutoWidth(true);
  }
}
