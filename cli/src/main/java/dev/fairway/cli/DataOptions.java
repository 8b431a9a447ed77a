package dev.fairway.cli;

import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The data set that a command works on. */
final class DataOptions extends ReadingOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the data set.")
  Path data;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "CHANNEL",
      description =
          "Only these of its channels, in this order: a model that is to go on elsewhere has those that are measured there. Default: all.")
  List<String> channels = List.of();

  AggregatedSeries read() throws IOException, FactSheetException {
    AggregatedSeries all = read(data);
    return channels.isEmpty() ? all : all.only(channels);
  }

  /** As it is typed. */
  String arguments() {
    return " --data "
        + data
        + factsArgument()
        + (channels.isEmpty() ? "" : " --channels " + String.join(",", channels));
  }
}
