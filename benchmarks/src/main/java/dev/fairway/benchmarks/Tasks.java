package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** From a data set's folder to what is forecast. */
final class Tasks {

  /**
   * @param work for what is derived from the data
   */
  static Task open(Path folder, Protocol protocol, Path work)
      throws FactSheetException, IOException {
    TrafficSeries series = DataSet.open(folder, Optional.empty(), work).series().series();
    return new Task(series.measured().network().id(), series, protocol);
  }

  private Tasks() {}
}
