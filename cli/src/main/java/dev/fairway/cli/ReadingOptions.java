package dev.fairway.cli;

import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a data set is read: whole, and aggregated as the stream does. */
class ReadingOptions {

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

  final AggregatedSeries read(Path data) throws IOException, FactSheetException {
    return DataSet.open(data, Optional.ofNullable(facts), derived).series();
  }

  /** What was read, in a line. */
  static String describe(AggregatedSeries read) {
    return describeMeasured(read)
        + (read.synthetic().isEmpty()
            ? ""
            : "; %,d windows that a model made are left aside".formatted(read.synthetic().size()));
  }

  /** What was measured of it. */
  static String describeMeasured(AggregatedSeries read) {
    return "%s, %.1f %% observed; of %,d readings and positions %,d were refused, %,d late"
        .formatted(
            read.series(),
            100 * read.series().observedShare(),
            read.taken() + read.refused() + read.late(),
            read.refused(),
            read.late());
  }

  /** The fact sheet as it is typed. */
  final String factsArgument() {
    return facts == null ? "" : " --facts " + facts;
  }
}
