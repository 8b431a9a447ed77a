package dev.fairway.ingest.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoadSimulationTest {

  /** Midnight in Simstad, as a Tuesday begins. */
  private static final Instant TUESDAY = Instant.parse("2026-03-02T23:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  private static RoadScenario calm(RoadMap map) {
    return new RoadScenario(map, 1, TUESDAY, 0, 1);
  }

  @Test
  void twoPeaksOnAWeekdayAndQueuesThatAreGoneByNight() {
    SimulationLabels labels = SimulationLabels.until(calm(RoadMaps.simstad()), TUESDAY.plus(DAY));
    double night = flowAt(labels, "m1n-3", 3);
    double morning = flowAt(labels, "m1n-3", 8);
    double noon = flowAt(labels, "m1n-3", 11);
    double evening = flowAt(labels, "m1n-3", 16);
    assertThat(morning).isGreaterThan(1.5 * noon);
    assertThat(evening).isGreaterThan(1.5 * noon);
    assertThat(noon).isGreaterThan(3 * night);
    long congested =
        labels.intervals().values().stream()
            .flatMap(interval -> interval.sites().stream())
            .filter(site -> site.regime() != Regime.FREE)
            .count();
    assertThat(congested).isBetween(50L, 36 * 288L / 5);
    for (RoadInterval.SiteTruth site : labels.intervals().lastEntry().getValue().sites()) {
      assertThat(site.regime()).as(site.site()).isEqualTo(Regime.FREE);
    }
  }

  @Test
  void theQueueOfTheBridgeSpillsBackUpstream() {
    SimulationLabels labels = SimulationLabels.until(calm(RoadMaps.simstad()), TUESDAY.plus(DAY));
    List<Instant> onsets = new ArrayList<>();
    for (String site : List.of("m1s-5", "m1s-4", "m1s-3")) {
      onsets.add(
          labels.intervals().values().stream()
              .filter(interval -> !interval.start().isBefore(TUESDAY.plus(Duration.ofHours(14))))
              .filter(i -> labels.regime(site, i.start()).orElseThrow() != Regime.FREE)
              .findFirst()
              .orElseThrow()
              .start());
    }
    assertThat(onsets).isSorted();
    assertThat(onsets.get(2)).isAfter(onsets.get(0));
    assertThat(labels.intervals().values())
        .allMatch(i -> labels.regime("m1s-7", i.start()).orElseThrow() == Regime.FREE);
  }

  @Test
  void aWeekendHasOneHump() {
    RoadScenario saturday =
        new RoadScenario(RoadMaps.small(), 1, TUESDAY.plus(Duration.ofDays(4)), 0, 1);
    SimulationLabels labels = SimulationLabels.until(saturday, saturday.start().plus(DAY));
    double morning = flowAt(labels, "s1", 8);
    double noon = flowAt(labels, "s1", 13);
    double evening = flowAt(labels, "s1", 19);
    assertThat(noon).isGreaterThan(1.5 * morning).isGreaterThan(1.5 * evening);
  }

  @Test
  void anIncidentJamsTheRoadUpstreamAndStarvesItDownstream() {
    SimulationLabels free = SimulationLabels.until(calm(RoadMaps.small()), TUESDAY.plus(DAY));
    for (long seed = 1; seed < 200; seed++) {
      RoadScenario scenario = new RoadScenario(RoadMaps.small(), seed, TUESDAY, 3, 1);
      RoadCells cells = new RoadCells(scenario.map(), 10);
      List<Incident> incidents = scenario.incidents(cells, TUESDAY, TUESDAY.plus(DAY));
      boolean telling =
          incidents.size() == 1
              && incidents.get(0).road().equals("s3")
              && incidents.get(0).cell() > cells.cells("s3") / 2
              && incidents.get(0).capacityLeft() < 0.3
              && incidents.get(0).start().isBefore(TUESDAY.plus(Duration.ofHours(17)))
              && incidents.get(0).start().isAfter(TUESDAY.plus(Duration.ofHours(7)));
      if (telling) {
        SimulationLabels jammed = SimulationLabels.until(scenario, TUESDAY.plus(DAY));
        Instant late = incidents.get(0).end().minusSeconds(60);
        assertThat(jammed.incidentsAt(late)).isEqualTo(incidents);
        assertThat(jammed.regime("s3", late)).as("seed %d", seed).contains(Regime.JAM);
        assertThat(jammed.truth("s4", late).orElseThrow().flow())
            .isLessThan(0.31 * RoadClass.MOTORWAY.diagram().capacity() * 3600);
        assertThat(free.regime("s3", late)).contains(Regime.FREE);
        return;
      }
    }
    throw new AssertionError("No seed has an incident like that");
  }

  @Test
  void theSameScenarioGivesTheSameTraffic() {
    Instant end = TUESDAY.plus(Duration.ofHours(10));
    RoadScenario scenario = RoadScenario.small(7, TUESDAY);
    assertThat(SimulationLabels.until(scenario, end))
        .isEqualTo(SimulationLabels.until(scenario, end));
    assertThat(SimulationLabels.until(RoadScenario.small(8, TUESDAY), end).intervals())
        .isNotEqualTo(SimulationLabels.until(scenario, end).intervals());
  }

  @Test
  void flowIsSpeedTimesDensity() {
    SimulationLabels labels =
        SimulationLabels.until(calm(RoadMaps.small()), TUESDAY.plus(Duration.ofHours(9)));
    for (RoadInterval interval : labels.intervals().values()) {
      for (RoadInterval.SiteTruth site : interval.sites()) {
        assertThat(site.flow())
            .isCloseTo(3600 * site.speed() * site.density(), within(1e-9 * (1 + site.flow())));
      }
    }
  }

  @Test
  void whatADayIsLikeDoesNotHangOnWhenTheSimulationStarted() {
    LocalDate day = LocalDate.of(2026, 3, 5);
    assertThat(RoadScenario.small(3, TUESDAY).conditions(day))
        .isEqualTo(RoadScenario.small(3, TUESDAY.plus(DAY)).conditions(day));
  }

  private static double flowAt(SimulationLabels labels, String site, int hour) {
    return labels
        .truth(site, TUESDAY.plus(daysOf(labels)).plus(Duration.ofHours(hour)))
        .orElseThrow()
        .flow();
  }

  private static Duration daysOf(SimulationLabels labels) {
    return Duration.between(TUESDAY, labels.intervals().firstKey());
  }
}
