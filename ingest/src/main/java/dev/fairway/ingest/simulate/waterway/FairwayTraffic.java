package dev.fairway.ingest.simulate.waterway;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Moves the vessels of a scenario, interval by interval, for as long as it is asked to. It starts
 * three hours early, so that the fairway is not empty at the scenario's start.
 */
public final class FairwayTraffic {

  private static final int STEP_SECONDS = 10;
  private static final Duration WARM_UP = Duration.ofHours(3);

  /** Speed changes towards what it should be with this time constant. */
  private static final double INERTIA_SECONDS = 40;

  private static final double SLOW_IN_NARROWS = 0.6;

  /** Whoever is so near to the narrows asks to be let in. */
  private static final double ASKS_WITHIN = 250;

  /** Whoever is so near waits, and those on the other side see it. */
  private static final double WAITS_WITHIN = 1200;

  /** Vessels that wait keep this distance; they approach their place within this time. */
  private static final double QUEUE_GAP = 130;

  private static final double APPROACH_SECONDS = 90;

  private static final double SHORTEST_REPORT_SECONDS = 60;
  private static final double LONGEST_REPORT_SECONDS = 90;

  private final Fairway fairway;
  private final Arrivals arrivals;
  private final Narrows narrows = new Narrows();
  private final List<Vessel> vessels = new ArrayList<>();
  private final Queue<Arrivals.Arrival> expected = new ArrayDeque<>();
  private final RandomDataGenerator reporting;
  private Instant drawnUntil;
  private Instant clock;

  /**
   * An interval: the truth, and what the vessels said in it, in the order of time.
   *
   * @param positions with ship type, without noise; source and line are not set
   */
  public record Span(WaterwayInterval truth, List<Position> positions) {}

  public FairwayTraffic(WaterwayScenario scenario) {
    this.fairway = scenario.fairway();
    this.arrivals = new Arrivals(scenario);
    this.reporting = scenario.streams().stream("reporting", scenario.start().getEpochSecond());
    this.clock = scenario.start().minus(WARM_UP);
    this.drawnUntil = hourOf(clock);
    while (clock.isBefore(scenario.start())) {
      next();
    }
  }

  /** The next interval; the first one starts at the scenario's start. */
  public Span next() {
    Instant start = clock;
    CellCounts counts = new CellCounts(fairway);
    List<Position> positions = new ArrayList<>();
    for (int s = 0; s < Fairway.INTERVAL.toSeconds() / STEP_SECONDS; s++) {
      step(counts, positions);
    }
    return new Span(counts.close(start), positions);
  }

  /** End of the last interval that was run. */
  public Instant clock() {
    return clock;
  }

  /** Vessels on the fairway now. */
  public int present() {
    return vessels.size();
  }

  private void step(CellCounts counts, List<Position> positions) {
    Instant end = clock.plusSeconds(STEP_SECONDS);
    welcome(end, counts);
    double now = clock.getEpochSecond();
    List<Sighting> sightings = new ArrayList<>();
    for (Vessel vessel : vessels) {
      double before = vessel.metres;
      boolean waits = move(vessel, now);
      OptionalInt cell = fairway.cellAt(vessel.metres);
      cell.ifPresent(
          c -> {
            if (fairway.cellAt(before).orElse(-1) != c) {
              counts.enter(c);
            }
            counts.stay(c, vessel.speed, waits, STEP_SECONDS);
          });
      if (vessel.nextReport < now + STEP_SECONDS) {
        double part = (vessel.nextReport - now) / STEP_SECONDS;
        sightings.add(new Sighting(vessel, before + part * (vessel.metres - before)));
      }
    }
    sightings.sort(Comparator.comparingDouble(sighting -> sighting.vessel.nextReport));
    sightings.forEach(sighting -> positions.add(report(sighting)));
    vessels.removeIf(Vessel::hasArrived);
    counts.pass(STEP_SECONDS);
    clock = end;
  }

  private record Sighting(Vessel vessel, double metres) {}

  private void welcome(Instant end, CellCounts counts) {
    while (drawnUntil.isBefore(end)) {
      expected.addAll(arrivals.in(drawnUntil));
      drawnUntil = drawnUntil.plus(Duration.ofHours(1));
    }
    while (!expected.isEmpty() && expected.peek().time().isBefore(end)) {
      Vessel vessel = expected.remove().vessel();
      vessel.nextReport = end.getEpochSecond() + reporting.nextInt((int) SHORTEST_REPORT_SECONDS);
      fairway.cellAt(vessel.metres).ifPresent(counts::enter);
      vessels.add(vessel);
    }
  }

  /** Returns whether the vessel is held up before the narrows. */
  private boolean move(Vessel vessel, double now) {
    double entrance = fairway.startOf(fairway.narrows() + (vessel.direction > 0 ? 0 : 1));
    double exit = fairway.startOf(fairway.narrows() + (vessel.direction > 0 ? 1 : 0));
    boolean inside = vessel.to(entrance) <= 0 && vessel.to(exit) > 0;
    double wanted = vessel.cruisingSpeed * (inside ? SLOW_IN_NARROWS : 1);
    double room = Double.POSITIVE_INFINITY;
    if (!vessel.mayPass) {
      long ahead = ahead(vessel, entrance);
      boolean asks = ahead == 0 && vessel.to(entrance) < ASKS_WITHIN;
      vessel.mayPass = asks && narrows.letIn(vessel, now, othersWait(vessel));
      if (!vessel.mayPass) {
        room = Math.max(0, vessel.to(entrance) - QUEUE_GAP * (1 + ahead));
        wanted = Math.min(wanted, room / APPROACH_SECONDS);
      }
    }
    vessel.speed += (wanted - vessel.speed) * STEP_SECONDS / INERTIA_SECONDS;
    double way = Math.min(room, vessel.speed * STEP_SECONDS);
    vessel.metres += vessel.direction * way;
    if (vessel.to(exit) <= 0) {
      narrows.leave(vessel);
    }
    return !vessel.mayPass && vessel.to(entrance) < WAITS_WITHIN;
  }

  /** Vessels of the same direction that wait nearer to the entrance. */
  private long ahead(Vessel vessel, double entrance) {
    return vessels.stream()
        .filter(v -> v != vessel && v.direction == vessel.direction && !v.mayPass)
        .filter(v -> v.to(entrance) < vessel.to(entrance))
        .filter(v -> v.to(entrance) >= 0)
        .count();
  }

  private boolean othersWait(Vessel vessel) {
    double entrance = fairway.startOf(fairway.narrows() + (vessel.direction > 0 ? 1 : 0));
    return vessels.stream()
        .anyMatch(
            v ->
                v.direction != vessel.direction
                    && !v.mayPass
                    && v.to(entrance) >= 0
                    && v.to(entrance) < WAITS_WITHIN);
  }

  private Position report(Sighting sighting) {
    Vessel vessel = sighting.vessel;
    Fairway.Place place = fairway.place(sighting.metres, vessel.direction * vessel.starboard);
    Instant time = Instant.ofEpochSecond((long) vessel.nextReport);
    vessel.nextReport +=
        Math.rint(reporting.nextUniform(SHORTEST_REPORT_SECONDS, LONGEST_REPORT_SECONDS));
    double course = (place.course() + (vessel.direction > 0 ? 0 : 180)) % 360;
    return Position.newBuilder()
        .setNetwork(fairway.id())
        .setVessel(vessel.mmsi)
        .setTime(Times.toTimestamp(time))
        .setLatitude(place.latitude())
        .setLongitude(place.longitude())
        .setSpeed(vessel.speed)
        .setCourse(course)
        .setHeading(course)
        .setVesselType(vessel.vesselClass.aisShipType())
        .build();
  }

  private static Instant hourOf(Instant time) {
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 3600L) * 3600);
  }
}
