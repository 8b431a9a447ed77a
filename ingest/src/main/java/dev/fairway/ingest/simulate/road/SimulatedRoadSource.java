package dev.fairway.ingest.simulate.road;

import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/**
 * The reports of a scenario's detectors, in the order of time but for those that come late. Every
 * report speaks for one interval and is named by its start.
 */
public final class SimulatedRoadSource implements Source {

  private static final Duration OUTAGES_AHEAD = Duration.ofDays(1);

  private final RoadScenario scenario;
  private final Instant end;
  private final RoadSimulation simulation;
  private final DetectorReports reports;
  private final Queue<Observation> ready = new ArrayDeque<>();
  private final TreeMap<Instant, List<Observation>> delayed = new TreeMap<>();
  private List<SensorOutage> outages = List.of();
  private Instant outagesUntil;

  /**
   * @param end no interval starts at it or later; {@link Instant#MAX} for never
   */
  public SimulatedRoadSource(RoadScenario scenario, Instant end) {
    this.scenario = scenario;
    this.end = end;
    this.simulation = new RoadSimulation(scenario);
    this.reports = new DetectorReports(scenario.map().id(), scenario.streams());
    this.outagesUntil = scenario.start();
  }

  @Override
  public Optional<SourceEvent> next() {
    while (ready.isEmpty() && simulation.clock().isBefore(end)) {
      report(simulation.next());
    }
    if (ready.isEmpty()) {
      delayed.values().forEach(ready::addAll);
      delayed.clear();
    }
    return Optional.ofNullable(ready.poll()).map(SourceEvent.Observed::new);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private void report(RoadInterval truth) {
    if (!truth.start().isBefore(outagesUntil)) {
      outagesUntil = truth.start().plus(OUTAGES_AHEAD);
      outages = scenario.outages(truth.start(), outagesUntil);
    }
    for (DetectorReports.Report report : reports.of(truth, outages)) {
      if (report.delay() == 0) {
        ready.add(report.observation());
      } else {
        Instant due = truth.start().plus(RoadNetworkFactory.INTERVAL.multipliedBy(report.delay()));
        delayed.computeIfAbsent(due, d -> new ArrayList<>()).add(report.observation());
      }
    }
    delayed.headMap(truth.start(), true).values().forEach(ready::addAll);
    delayed.headMap(truth.start(), true).clear();
  }
}
