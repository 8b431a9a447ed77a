package dev.fairway.ingest.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedRoadSourceTest {

  private static final Instant START = Instant.parse("2026-03-02T23:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(2));
  private static final RoadScenario SCENARIO = RoadScenario.simstad(5, START);

  private static List<Observation> reports;
  private static SimulationLabels labels;

  @BeforeAll
  static void simulate() {
    reports = read(END);
    labels = SimulationLabels.until(SCENARIO, END);
  }

  @Test
  void whatDetectorsSayIsTheTruthOnAverage() {
    MeasuredNetwork measured = SCENARIO.measured();
    double counted = 0;
    double actual = 0;
    double speedError = 0;
    int speeds = 0;
    for (Observation o : reports) {
      RoadInterval.SiteTruth truth =
          labels.truth(o.getSite(), Times.toInstant(o.getTime())).orElseThrow();
      if (isSound(measured, o)) {
        counted += o.getValuesOrThrow(Channel.FLOW);
        actual += truth.flow();
        if (o.containsValues(Channel.SPEED)) {
          speedError += o.getValuesOrThrow(Channel.SPEED) / truth.speed() - 1;
          speeds++;
        }
      }
    }
    assertThat(counted / actual).isCloseTo(1, within(0.005));
    assertThat(speedError / speeds).isCloseTo(0, within(0.005));
  }

  @Test
  void nothingIsHeardOfASilentDetectorAndMostOfTheOthers() {
    Set<String> heard = new HashSet<>();
    int outOfSilence = 0;
    for (Observation o : reports) {
      Instant time = Times.toInstant(o.getTime());
      outOfSilence += labels.isSilent(o.getSite(), time) ? 1 : 0;
      heard.add(o.getSite() + time);
    }
    assertThat(outOfSilence).isZero();
    long silent =
        labels.intervals().keySet().stream()
            .mapToLong(
                t ->
                    SCENARIO.map().detectors().stream()
                        .filter(site -> labels.isSilent(site, t))
                        .count())
            .sum();
    assertThat(silent).isPositive();
    long cells = 36L * 2 * 288;
    assertThat(heard.size()).isBetween((int) (0.99 * (cells - silent)), (int) (cells - silent));
  }

  @Test
  void someReportsComeTwiceSomeLateAndSomeAreNonsense() {
    MeasuredNetwork measured = SCENARIO.measured();
    Set<Observation> seen = new HashSet<>();
    Instant latest = START;
    int twice = 0;
    int late = 0;
    int tooLate = 0;
    int nonsense = 0;
    for (Observation o : reports) {
      Instant time = Times.toInstant(o.getTime());
      twice += seen.add(o) ? 0 : 1;
      late += time.isBefore(latest) ? 1 : 0;
      tooLate += time.isBefore(latest.minus(measured.lateness())) ? 1 : 0;
      nonsense += isSound(measured, o) ? 0 : 1;
      latest = time.isAfter(latest) ? time : latest;
    }
    int all = seen.size();
    assertThat(twice).isBetween(1, all / 100);
    assertThat(late).isBetween(1, all / 50);
    assertThat(tooLate).isBetween(1, all / 500);
    assertThat(nonsense).isBetween(1, all / 500);
  }

  @Test
  void itGivesTheSameEventsAgainAndALongerRunBeginsWithThem() {
    Instant early = START.plus(Duration.ofHours(6));
    List<Observation> once = read(early);
    assertThat(read(early)).isEqualTo(once);
    // At its end the short run hands over what was late.
    assertThat(reports.subList(0, once.size() - 50)).isEqualTo(once.subList(0, once.size() - 50));
  }

  private static boolean isSound(MeasuredNetwork measured, Observation o) {
    return measured.channels().stream()
        .allMatch(c -> !o.containsValues(c.name()) || c.accepts(o.getValuesOrThrow(c.name())));
  }

  private static List<Observation> read(Instant end) {
    SimulatedRoadSource source = new SimulatedRoadSource(SCENARIO, end);
    List<Observation> all = new ArrayList<>();
    Optional<SourceEvent> event = source.next();
    while (event.isPresent()) {
      all.add(((SourceEvent.Observed) event.get()).observation());
      event = source.next();
    }
    assertThat(source.next()).isEmpty();
    return all;
  }
}
