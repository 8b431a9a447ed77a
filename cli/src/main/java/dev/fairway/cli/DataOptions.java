package dev.fairway.cli;

import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The data set that a command works on, read whole and aggregated as the stream does. */
final class DataOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the data set.")
  Path data;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description =
          "Fact sheet of the data set. Default: fairway.yaml in its folder, or a built-in one.")
  Path facts;

  @Option(
      names = "--derived",
      paramLabel = "DIR",
      defaultValue = ".fairway/derived",
      description =
          "Where a network made of vessel tracks is kept, as making it takes long. Default: ${DEFAULT-VALUE}.")
  Path derived;

  AggregatedSeries read() throws IOException, FactSheetException {
    return DataSet.open(data, Optional.ofNullable(facts), derived).series();
  }

  /** What was read, in a line. */
  static String describe(AggregatedSeries read) {
    return "%s, %.1f %% observed; of %,d readings and positions %,d were refused, %,d late"
        .formatted(
            read.series(),
            100 * read.series().observedShare(),
            read.taken() + read.refused() + read.late(),
            read.refused(),
            read.late());
  }

  /** As it is typed. */
  String arguments() {
    return " --data " + data + (facts == null ? "" : " --facts " + facts);
  }
}
