package dev.fairway.cli;

import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The data set that a command works on. */
final class DataOptions extends ReadingOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the data set.")
  Path data;

  AggregatedSeries read() throws IOException, FactSheetException {
    return read(data);
  }

  /** As it is typed. */
  String arguments() {
    return " --data " + data + factsArgument();
  }
}
