package dev.fairway.ingest.simulate.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairwayTrafficTest {

  private static final Instant START = Instant.parse("2026-03-03T00:00:00Z");
  private static final WaterwayScenario SCENARIO = WaterwayScenario.simstad(1, START);

  @Test
  void theFairwayIsNeitherEmptyNorBlockedForThreeDays() {
    List<FairwayTraffic.Span> spans = run(3 * 288);
    double present =
        spans.stream().mapToDouble(FairwayTrafficTest::present).average().orElseThrow();
    double most = spans.stream().mapToDouble(FairwayTrafficTest::present).max().orElseThrow();
    assertThat(present).isBetween(15.0, 40.0);
    assertThat(most).isLessThan(100);
  }

  /** Whoever enters a cell travels its length: in the open water no vessel turns or vanishes. */
  @Test
  void metresTravelledAreEntriesTimesTheLengthOfTheCell() {
    Fairway fairway = SCENARIO.fairway();
    int cell = 2;
    double entered = 0;
    double travelled = 0;
    for (FairwayTraffic.Span span : run(3 * 288)) {
      WaterwayInterval.CellTruth truth = span.truth().cells().get(cell);
      entered += truth.entered();
      travelled += truth.present() > 0 ? truth.present() * truth.speed() * 300 : 0;
    }
    double length = fairway.startOf(cell + 1) - fairway.startOf(cell);
    assertThat(travelled / entered).isCloseTo(length, within(0.02 * length));
  }

  @Test
  void vesselsWaitBeforeTheNarrowsAndNowhereElse() {
    int narrows = SCENARIO.fairway().narrows();
    double[] waiting = new double[SCENARIO.fairway().cells()];
    for (FairwayTraffic.Span span : run(288)) {
      for (int c = 0; c < waiting.length; c++) {
        waiting[c] += span.truth().cells().get(c).waiting() / 288;
      }
    }
    for (int c = 0; c < waiting.length; c++) {
      if (Math.abs(c - narrows) == 1) {
        assertThat(waiting[c]).as("cell %d", c).isGreaterThan(0.2);
      } else {
        assertThat(waiting[c]).as("cell %d", c).isZero();
      }
    }
  }

  @Test
  void noTwoVesselsMeetInTheNarrows() {
    Narrows narrows = new Narrows();
    Vessel in = new Vessel(VesselClass.CARGO, 1, 5, 0, 100, 50);
    Vessel follows = new Vessel(VesselClass.CARGO, 1, 5, 0, 100, 50);
    Vessel out = new Vessel(VesselClass.CARGO, -1, 5, 100, 0, 50);
    assertThat(narrows.letIn(in, 0, true)).isTrue();
    assertThat(narrows.letIn(out, 10, true)).as("against the traffic").isFalse();
    assertThat(narrows.letIn(follows, 10, true)).as("too close behind").isFalse();
    assertThat(narrows.letIn(follows, 90, true)).isTrue();
    narrows.leave(in);
    assertThat(narrows.letIn(out, 500, true)).as("one is still inside").isFalse();
    narrows.leave(follows);
    assertThat(narrows.letIn(out, 600, true)).isTrue();
    assertThat(narrows.direction()).isEqualTo(-1);
  }

  @Test
  void oneSideMayNotKeepTheNarrowsForEver() {
    Narrows narrows = new Narrows();
    Vessel first = new Vessel(VesselClass.CARGO, 1, 5, 0, 100, 50);
    assertThat(narrows.letIn(first, 0, true)).isTrue();
    Vessel late = new Vessel(VesselClass.CARGO, 1, 5, 0, 100, 50);
    assertThat(narrows.letIn(late, 1501, true)).isFalse();
    assertThat(narrows.letIn(late, 1501, false)).as("no one waits over there").isTrue();
  }

  @Test
  void theSameScenarioGivesTheSameVessels() {
    assertThat(run(24)).isEqualTo(run(24));
  }

  private static double present(FairwayTraffic.Span span) {
    return span.truth().cells().stream().mapToDouble(WaterwayInterval.CellTruth::present).sum();
  }

  private static List<FairwayTraffic.Span> run(int intervals) {
    FairwayTraffic traffic = new FairwayTraffic(SCENARIO);
    List<FairwayTraffic.Span> spans = new ArrayList<>();
    for (int i = 0; i < intervals; i++) {
      spans.add(traffic.next());
    }
    return spans;
  }
}
