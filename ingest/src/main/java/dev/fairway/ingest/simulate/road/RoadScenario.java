package dev.fairway.ingest.simulate.road;

import dev.fairway.ingest.simulate.RandomStreams;
import dev.fairway.series.MeasuredNetwork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that decides what happens on the simulated roads. The same scenario always gives the
 * same traffic.
 *
 * @param seed of every random draw
 * @param start of the first interval; a whole number of intervals since 1970
 * @param incidentsPerDay mean number; 0 for none
 * @param demand relative to the map's own; above 0
 */
public record RoadScenario(
    RoadMap map, long seed, Instant start, double incidentsPerDay, double demand) {

  public RoadScenario {
    if (start.getNano() != 0
        || start.getEpochSecond() % RoadNetworkFactory.INTERVAL.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "The simulation starts at " + start + ", which is not the start of an interval");
    }
    if (!(incidentsPerDay >= 0 && demand > 0)) {
      throw new IllegalArgumentException(
          "incidentsPerDay "
              + incidentsPerDay
              + " is below 0, or demand "
              + demand
              + " is not above 0");
    }
  }

  /** Simstad on usual days. */
  public static RoadScenario simstad(long seed, Instant start) {
    return new RoadScenario(RoadMaps.simstad(), seed, start, 1.5, 1);
  }

  /** Six detectors. */
  public static RoadScenario small(long seed, Instant start) {
    return new RoadScenario(RoadMaps.small(), seed, start, 0.5, 1);
  }

  public MeasuredNetwork measured() {
    return RoadNetworkFactory.measured(map);
  }

  public DayConditions conditions(LocalDate day) {
    return DayConditions.on(day, streams());
  }

  /** Incidents that are there at any time within [from, to). */
  public List<Incident> incidents(RoadCells cells, Instant from, Instant to) {
    IncidentProcess process =
        new IncidentProcess(cells, incidentsPerDay, RoadNetworkFactory.ZONE, streams());
    return days(from, to, process::on).filter(i -> i.overlaps(from, to)).toList();
  }

  /** Outages that are there at any time within [from, to). */
  public List<SensorOutage> outages(Instant from, Instant to) {
    OutageProcess process = new OutageProcess(map.detectors(), RoadNetworkFactory.ZONE, streams());
    return days(from, to, process::on)
        .filter(o -> o.start().isBefore(to) && o.end().isAfter(from))
        .toList();
  }

  RandomStreams streams() {
    return new RandomStreams(seed);
  }

  /** What lasts is drawn on the day it starts, and nothing lasts longer than two days. */
  private static <T> Stream<T> days(
      Instant from, Instant to, Function<LocalDate, List<T>> startingOn) {
    LocalDate first = LocalDate.ofInstant(from, RoadNetworkFactory.ZONE).minusDays(2);
    LocalDate last = LocalDate.ofInstant(to, RoadNetworkFactory.ZONE);
    return first.datesUntil(last.plusDays(1)).flatMap(day -> startingOn.apply(day).stream());
  }
}
