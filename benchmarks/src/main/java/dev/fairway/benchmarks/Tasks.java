package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.ingest.simulate.road.RoadMaps;
import dev.fairway.ingest.simulate.road.RoadScenario;
import dev.fairway.ingest.simulate.road.SimulatedRoadSource;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
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

  private static final String TWIN = "twin-";
  private static final double TWIN_INCIDENTS_PER_DAY = 2.5;
  private static final double TWIN_DEMAND = 0.9;

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

  /**
   * The roads of a twin town: the same streets under other names, so that nothing of a site is
   * known by its id, on days with less traffic and more incidents.
   */
  static TrafficSeries simulatedTwin(int days, long seed) throws IOException {
    RoadScenario scenario =
        new RoadScenario(
            RoadMaps.simstad(), seed, SIMULATED_FROM, TWIN_INCIDENTS_PER_DAY, TWIN_DEMAND);
    Instant end = SIMULATED_FROM.plus(Duration.ofDays(days));
    try (Source source = new SimulatedRoadSource(scenario, end)) {
      return renamed(AggregatedSeries.of(scenario.measured(), source).series());
    }
  }

  private static TrafficSeries renamed(TrafficSeries series) {
    MeasuredNetwork measured = series.measured();
    TrafficNetwork network = measured.network();
    TrafficNetwork twin =
        new TrafficNetwork(
            TWIN + network.id(),
            network.kind(),
            network.sites().stream().map(Tasks::renamed).toList(),
            network.links().stream()
                .map(link -> new Link(TWIN + link.from(), TWIN + link.to(), link.metres()))
                .toList());
    TrafficSeries copy =
        new TrafficSeries(
            new MeasuredNetwork(
                twin,
                measured.name(),
                measured.channels(),
                measured.interval(),
                measured.zone(),
                measured.lateness(),
                measured.attribution()),
            series.start(),
            series.steps());
    for (int step = 0; step < series.steps(); step++) {
      for (int site = 0; site < series.sites(); site++) {
        for (int channel = 0; channel < series.channels(); channel++) {
          if (series.isObserved(step, site, channel)) {
            copy.set(step, site, channel, series.value(step, site, channel));
          }
        }
      }
    }
    return copy;
  }

  private static Site renamed(Site site) {
    return new Site(TWIN + site.id(), site.name(), site.latitude(), site.longitude(), site.shape());
  }

  private Tasks() {}
}
