package dev.fairway.cli;

import dev.fairway.cli.augment.DataSetAugmentation;
import dev.fairway.diffusion.augment.AugmentPlan;
import dev.fairway.diffusion.augment.Dimension;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairway augment}. */
@Command(
    name = "augment",
    mixinStandardHelpOptions = true,
    description = {
      "Enlarges a data set by windows that a diffusion model draws for times of the week of which the training part has little, or evenly.",
      "What cannot be (out of bounds, far above all that was measured, flows that do not hang together) and what is as good as a copy of a training window is rejected and drawn again.",
      "The new folder is a data set: what was measured is in it as it was, and what was drawn is marked, lies before it in time, and is never scored on. provenance.json says how it was made, quality.json how good it is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway augment DIR --model models/diffusion-0123456789ab --rate 1 --strata site,hour,weekday --out enlarged",
      "  fairway augment DIR --model models/diffusion-0123456789ab --rate 0.5 --strata none --out enlarged"
    })
final class AugmentCommand implements Callable<Integer> {

  private static final String EVENLY = "none";
  private static final int NOTHING_ACCEPTED = 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Folder of the data set.")
  private Path data;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description =
          "Directory of a diffusion model that learned from the training part and nothing else.")
  private Path model;

  @Option(
      names = "--strata",
      split = ",",
      defaultValue = "site,hour,weekday",
      paramLabel = "DIMENSION",
      description =
          "What tells strata apart: any of site, hour, weekday, weekend; or none, to enlarge evenly. Default: ${DEFAULT-VALUE}.")
  private List<String> strata;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "R",
      description =
          "Strata with fewer observed cells than R times the median stratum are filled to that; with --strata none: windows for each measured one.")
  private double rate;

  @Option(
      names = "--most",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Windows, at most. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(
      names = "--tries",
      defaultValue = "8",
      paramLabel = "N",
      description =
          "How often a window is drawn until it is accepted, at most. Default: ${DEFAULT-VALUE}.")
  private int tries;

  @Option(
      names = "--train-share",
      defaultValue = "0.6",
      description =
          "Share of the data set, from its beginning, that is counted and enlarged: that of the model's training. Default: ${DEFAULT-VALUE}.")
  private double trainShare;

  @Option(
      names = "--validation-share",
      defaultValue = "0.2",
      description =
          "Share after that, whose windows are the measure of how near real ones come. Default: ${DEFAULT-VALUE}.")
  private double validationShare;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new data set; must be empty or not there.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    AugmentPlan plan = plan();
    ModelBundle bundle = ModelBundle.open(model);
    AggregatedSeries read = reading.read(data);
    PrintWriter to = spec.commandLine().getOut();
    to.println(ReadingOptions.describe(read));
    to.flush();
    DataSetAugmentation augmentation =
        new DataSetAugmentation(
            read,
            ChronologicalSplit.byFractions(read.series().steps(), trainShare, validationShare),
            bundle,
            plan,
            seed,
            out,
            command(),
            Clock.systemUTC());
    boolean done = augmentation.run(to);
    return done ? 0 : NOTHING_ACCEPTED;
  }

  private AugmentPlan plan() {
    try {
      List<Dimension> dimensions =
          strata.equals(List.of(EVENLY))
              ? List.of()
              : strata.stream().map(Dimension::of).distinct().toList();
      return new AugmentPlan(dimensions, rate, most, tries);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** As it is typed, but for where to. */
  private String command() {
    return "fairway augment "
        + data
        + reading.factsArgument()
        + " --model "
        + model
        + " --strata "
        + String.join(",", strata)
        + " --rate %s --most %d --tries %d --train-share %s --validation-share %s --seed %d"
            .formatted(rate, most, tries, trainShare, validationShare, seed);
  }
}
