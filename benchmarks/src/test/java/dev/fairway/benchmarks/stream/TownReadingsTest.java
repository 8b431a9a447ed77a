package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.ContentType;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TownReadingsTest {

  /** What the plan says is to come out of the job is what goes in. */
  @Test
  void everySiteReportsAsOftenAsThePlanSays() {
    MeasuredNetwork town = GridTown.measured(5, 1);
    StreamPlan plan = new StreamPlan(5, 10, 4, ContentType.JSON, 2, 1, Duration.ofSeconds(1));
    TownReadings readings = new TownReadings(town, plan.perInterval(), plan.intervals());
    Map<Instant, Integer> byInterval = new TreeMap<>();
    Instant before = Instant.EPOCH;
    for (Optional<SourceEvent> event = readings.next();
        event.isPresent();
        event = readings.next()) {
      Instant time = event.get().time().orElseThrow();
      assertThat(time).isAfterOrEqualTo(before);
      before = time;
      byInterval.merge(
          Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 300L) * 300), 1, Integer::sum);
    }
    assertThat(byInterval).hasSize(4);
    assertThat(byInterval.values()).containsOnly(50);
    assertThat(plan.readings()).isEqualTo(200);
    assertThat(plan.records()).isEqualTo(208);
  }
}
