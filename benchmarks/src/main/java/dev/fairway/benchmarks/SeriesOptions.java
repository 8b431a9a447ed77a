package dev.fairway.benchmarks;

import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is learned from: one of a data set's folder and the simulated town. */
final class SeriesOptions {

  @Option(names = "--data", paramLabel = "DIR", description = "A data set's folder.")
  private Path folder;

  @Option(
      names = "--simulated-days",
      paramLabel = "DAYS",
      description = "Days of the simulated town's roads.")
  private int simulatedDays;

  /**
   * @param work for what is derived from the data
   */
  TrafficSeries read(Path work) throws FactSheetException, IOException {
    return folder == null ? Tasks.simulated(simulatedDays) : Tasks.series(folder, work);
  }
}
