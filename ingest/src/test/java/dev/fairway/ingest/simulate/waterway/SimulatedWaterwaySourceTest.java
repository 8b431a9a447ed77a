package dev.fairway.ingest.simulate.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.waterway.WaterwayMap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedWaterwaySourceTest {

  private static final Instant START = Instant.parse("2026-03-03T00:00:00Z");
  private static final WaterwayScenario SCENARIO = WaterwayScenario.simstad(2, START);
  private static final int INTERVALS = 288;
  private static final Instant END = START.plus(Duration.ofDays(1));

  private static List<SourceEvent> events;
  private static List<Position> positions;

  @BeforeAll
  static void read() throws IOException {
    events = read(END);
    positions = new ArrayList<>();
    for (SourceEvent event : events) {
      if (event instanceof SourceEvent.Sighted sighted) {
        positions.add(sighted.position());
      }
    }
  }

  @Test
  void nearlyEveryReportIsDecodedToWhereTheVesselWas() {
    Map<String, Position> truth = new HashMap<>();
    FairwayTraffic traffic = new FairwayTraffic(SCENARIO);
    for (int i = 0; i < INTERVALS; i++) {
      traffic.next().positions().forEach(p -> truth.put(key(p), p));
    }
    assertThat(truth.size()).isGreaterThan(10_000);
    Set<String> decoded = new HashSet<>();
    int near = 0;
    for (Position p : positions) {
      Position actual = truth.get(key(p));
      assertThat(actual).isNotNull();
      near +=
          Math.abs(p.getLatitude() - actual.getLatitude()) < 3e-4
                  && Math.abs(p.getLongitude() - actual.getLongitude()) < 6e-4
              ? 1
              : 0;
      // 0.1 knots and 0.1 degrees.
      assertThat(p.getSpeed()).isCloseTo(actual.getSpeed(), within(0.026));
      assertThat(p.getCourse()).isCloseTo(actual.getCourse(), within(0.051));
      assertThat(p.getVesselType()).isEqualTo(actual.getVesselType());
      decoded.add(key(p));
    }
    assertThat(decoded.size()).isBetween((int) (0.98 * truth.size()), truth.size() - 1);
    assertThat(near).isBetween(positions.size() - 30, positions.size() - 1);
  }

  @Test
  void garbledSentencesAreRefusedForTheirChecksum() {
    List<Reason> reasons = new ArrayList<>();
    for (SourceEvent event : events) {
      if (event instanceof SourceEvent.Refused refused) {
        reasons.add(refused.deadLetter().getReason());
      }
    }
    assertThat(reasons).isNotEmpty().containsOnly(Reason.CHECKSUM);
    assertThat(reasons.size()).isLessThan(positions.size() / 500);
  }

  @Test
  void timeNeverGoesBackAndStaysWithinTheRun() {
    Instant last = START;
    for (Position p : positions) {
      Instant time = Times.toInstant(p.getTime());
      assertThat(time).isBetween(last, END);
      last = time;
    }
  }

  /** Who looks positions up in cells, as the stream does, counts what was truly there. */
  @Test
  void vesselsAreCountedInTheCellsTheyAreIn() {
    WaterwayMap map = new WaterwayMap(SCENARIO.measured().network());
    Map<String, Set<String>> vessels = new HashMap<>();
    for (Position p : positions) {
      long interval = p.getTime().getSeconds() / 300;
      map.cellAt(p.getLatitude(), p.getLongitude())
          .ifPresent(
              cell ->
                  vessels
                      .computeIfAbsent(cell + interval, c -> new HashSet<>())
                      .add(p.getVessel()));
    }
    FairwayTraffic traffic = new FairwayTraffic(SCENARIO);
    int counted = 0;
    int missed = 0;
    for (int i = 0; i < INTERVALS; i++) {
      WaterwayInterval truth = traffic.next().truth();
      for (WaterwayInterval.CellTruth cell : truth.cells()) {
        Set<String> seen =
            vessels.getOrDefault(cell.site() + truth.start().getEpochSecond() / 300, Set.of());
        // Whoever was there all the time has reported at least three times.
        counted += seen.size();
        missed += seen.size() < Math.floor(cell.present()) ? 1 : 0;
      }
    }
    assertThat(counted).isGreaterThan(5000);
    assertThat(missed).isLessThan(INTERVALS * 14 / 100);
  }

  @Test
  void itGivesTheSameEventsAgain() throws IOException {
    Instant early = START.plus(Duration.ofHours(2));
    List<SourceEvent> once = read(early);
    assertThat(once).isEqualTo(events.subList(0, once.size()));
  }

  private static String key(Position p) {
    return p.getVessel() + "@" + p.getTime().getSeconds();
  }

  private static List<SourceEvent> read(Instant end) throws IOException {
    List<SourceEvent> all = new ArrayList<>();
    try (SimulatedWaterwaySource source = new SimulatedWaterwaySource(SCENARIO, end)) {
      Optional<SourceEvent> event = source.next();
      while (event.isPresent()) {
        all.add(event.get());
        event = source.next();
      }
    }
    return all;
  }
}
