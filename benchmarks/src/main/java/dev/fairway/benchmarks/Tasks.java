package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From a data set's folder to what is forecast. */
final class Tasks {

  /** A Monday. */
  private static final Instant SIMULATED_FROM = Instant.parse("2026-03-02T00:00:00Z");

  /**
   * @param work for what is derived from the data
   */
  static Task open(Path folder, Protocol protocol, Path work)
      throws FactSheetException, IOException {
    TrafficSeries series = series(folder, work);
    return new Task(series.measured().network().id(), series, protocol);
  }

  /** A data set's folder, what is derived from it in {@code work}. */
  static TrafficSeries series(Path folder, Path work) throws FactSheetException, IOException {
    return DataSet.open(folder, Optional.empty(), work).series().series();
  }

  /** The simulated town's roads. */
  static TrafficSeries simulated(int days) throws IOException {
    SimulatedWorld world = SimulatedWorld.of(1, SIMULATED_FROM);
    try (Source source = world.roadSource(SIMULATED_FROM.plus(Duration.ofDays(days)))) {
      return AggregatedSeries.of(world.roads(), source).series();
    }
  }

  private Tasks() {}
}
