package dev.fairway.ingest.simulate.road;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The truth behind a stretch of a scenario: what a test or an evaluation may compare with, and no
 * forecaster may see.
 *
 * @param intervals by their start
 * @param incidents that are there at any time of the stretch
 * @param outages that are there at any time of the stretch
 */
public record SimulationLabels(
    NavigableMap<Instant, RoadInterval> intervals,
    List<Incident> incidents,
    List<SensorOutage> outages) {

  /** Runs the scenario from its start to {@code end}. */
  public static SimulationLabels until(RoadScenario scenario, Instant end) {
    RoadSimulation simulation = new RoadSimulation(scenario);
    NavigableMap<Instant, RoadInterval> intervals = new TreeMap<>();
    while (simulation.clock().isBefore(end)) {
      RoadInterval interval = simulation.next();
      intervals.put(interval.start(), interval);
    }
    return new SimulationLabels(
        intervals,
        scenario.incidents(simulation.cells(), scenario.start(), end),
        scenario.outages(scenario.start(), end));
  }

  /** What was true of a site in the interval that holds a time; empty outside the stretch. */
  public Optional<RoadInterval.SiteTruth> truth(String site, Instant at) {
    var entry = intervals.floorEntry(at);
    if (entry == null || !at.isBefore(entry.getKey().plus(RoadNetworkFactory.INTERVAL))) {
      return Optional.empty();
    }
    return entry.getValue().sites().stream().filter(t -> t.site().equals(site)).findFirst();
  }

  public Optional<Regime> regime(String site, Instant at) {
    return truth(site, at).map(RoadInterval.SiteTruth::regime);
  }

  public boolean isSilent(String site, Instant at) {
    return outages.stream().anyMatch(outage -> outage.silences(site, at));
  }

  /** The incidents that are there at a time. */
  public List<Incident> incidentsAt(Instant at) {
    return incidents.stream().filter(i -> !at.isBefore(i.start()) && at.isBefore(i.end())).toList();
  }
}
