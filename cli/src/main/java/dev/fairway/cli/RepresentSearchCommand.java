package dev.fairway.cli;

import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.cli.represent.Search;
import dev.fairway.diffusion.represent.SearchPlan;
import dev.fairway.ingest.dataset.AggregatedSeries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway represent search}. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the noise level and the taps at which a diffusion model's representation says most about what comes: a linear probe of window and representation is fitted to the training part and judged on the validation part.",
      "The model is not changed; a new bundle of the same weights names what was found, and holds all that was tried in representation.json.",
      "The parts are those of fairway train diffusion. The test part is not looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway represent search --data DIR --model models/diffusion-0123456789ab --out models",
      "  fairway represent search --data DIR --model models/diffusion-0123456789ab --levels 0.05,0.2,0.5 --windows 200 --out models"
    })
final class RepresentSearchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Directory of the diffusion model.")
  private Path model;

  @Option(
      names = "--windows",
      defaultValue = "96",
      paramLabel = "N",
      description =
          "Windows of the training part, and of the validation part, at most, evenly spread. Default: ${DEFAULT-VALUE}.")
  private int windows;

  @Option(
      names = "--levels",
      split = ",",
      defaultValue = "0.02,0.05,0.1,0.2,0.35,0.5,0.7,0.9",
      paramLabel = "LEVEL",
      description =
          "Noise levels to start from, between 0 and 1; two more are tried about the best. Default: ${DEFAULT-VALUE}.")
  private List<Double> levels;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The new bundle's directory is made here.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    PrintWriter to = spec.commandLine().getOut();
    AggregatedSeries read = data.read();
    SearchPlan plan =
        SearchPlan.standard(read.series().measured().interval()).within(windows).at(levels);
    to.println(DataOptions.describe(read));
    to.flush();
    try (OpenEncoder encoder = OpenEncoder.of(model, read.series())) {
      encoder.remark().ifPresent(to::println);
      new Search(encoder, plan, out, command(), Clock.systemUTC()).run(to);
    }
    return 0;
  }

  private String command() {
    return "fairway represent search"
        + data.arguments()
        + " --model "
        + model
        + " --windows "
        + windows
        + " --levels "
        + levels.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
