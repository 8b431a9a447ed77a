package dev.fairway.cli;

import dev.fairway.cli.represent.Extraction;
import dev.fairway.cli.represent.FeatureFormat;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.ingest.dataset.AggregatedSeries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway represent extract}. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the representation of every window of a data set: a row for each window's end and site, with issue_time, site, r1 to rd and the model's id.",
      "It is what the stream and a forecaster get: holes are filled first, and seeds follow from network and time. Nothing at or after the issue time is looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway represent extract --data DIR --model models/diffusion-0123456789ab --out features.csv",
      "  fairway represent extract --data DIR --model models/diffusion-0123456789ab --format parquet --out features.parquet"
    })
final class RepresentExtractCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Directory of the diffusion model.")
  private Path model;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private FeatureFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write; an earlier one is replaced.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    PrintWriter to = spec.commandLine().getOut();
    AggregatedSeries read = data.read();
    to.println(DataOptions.describe(read));
    try (OpenEncoder encoder = OpenEncoder.of(model, read.series())) {
      Extraction extraction = new Extraction(encoder);
      to.printf("%,d windows to encode%n", extraction.windows());
      to.flush();
      extraction.write(out, format);
      to.printf(
          "%s: %d sites, %d numbers each, of %s%n",
          out, read.series().sites(), encoder.features().size(), encoder.features().encoder());
      to.flush();
    }
    return 0;
  }
}
