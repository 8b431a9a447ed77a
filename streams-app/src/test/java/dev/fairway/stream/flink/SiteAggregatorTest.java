package dev.fairway.stream.flink;

import static dev.fairway.stream.flink.Networks.at;
import static dev.fairway.stream.flink.Networks.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Headers;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.interval.SiteReadings;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteAggregatorTest {

  private KeyedOneInputStreamOperatorTestHarness<String, Reading, IntervalRow> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void flowIsAveragedAndSpeedIsWeightedByFlow() throws Exception {
    process(reading("a", 0, 100, 20), reading("a", 4, 300, 10));
    harness.processWatermark(at(5) - 1);
    IntervalRow row = rows().get(0);
    assertThat(row.start).isEqualTo(at(0));
    assertThat(row.values[0]).isEqualTo(200, within(1e-9));
    assertThat(row.values[1]).isEqualTo((100 * 20 + 300 * 10) / 400.0, within(1e-9));
    assertThat(row.readings).isEqualTo(2);
  }

  @Test
  void speedWithoutAnyFlowIsAveragedPlainly() throws Exception {
    process(
        reading("a", 0, 0, 20),
        reading("a", 1, 0, 30),
        reading("b", 0, Double.NaN, 12),
        reading("b", 1, 100, 14));
    harness.processWatermark(at(5) - 1);
    assertThat(rows()).extracting(row -> row.values[1]).containsExactlyInAnyOrder(25.0, 13.0);
  }

  @Test
  void aChannelWithoutReadingIsNotObserved() throws Exception {
    process(reading("a", 0, Double.NaN, 20));
    harness.processWatermark(at(5) - 1);
    assertThat(rows().get(0).values).containsExactly(Double.NaN, 20);
  }

  @Test
  void aRepeatedReadingCountsOnceButAnotherOfTheSameTimeCounts() throws Exception {
    process(
        reading("a", 0, 100, 20),
        reading("a", 0, 100, 20),
        reading("a", 0, Double.NaN, 40),
        reading("a", 0, Double.NaN, 40));
    harness.processWatermark(at(5) - 1);
    IntervalRow row = rows().get(0);
    assertThat(row.readings).isEqualTo(2);
    assertThat(row.duplicates).isEqualTo(2);
    assertThat(row.values).containsExactly(100, 30);
  }

  @Test
  void ofTwoValuesAtOneInstantBothCount() throws Exception {
    process(reading("a", 0, 100, 20), reading("a", 0, 300, 10));
    harness.processWatermark(at(5) - 1);
    assertThat(rows().get(0).readings).isEqualTo(2);
    assertThat(rows().get(0).values).containsExactly(200, (100 * 20 + 300 * 10) / 400.0);
  }

  @Test
  void whatASiteSaysBeyondWhatIsKeptIsRefusedOneByOne() throws Exception {
    for (int i = 0; i < SiteReadings.MOST + 2; i++) {
      process(reading("a", i / 1e3, 100, 20));
    }
    process(reading("b", 0, 100, 20));
    harness.processWatermark(at(5) - 1);
    assertThat(rows())
        .extracting(row -> row.readings)
        .containsExactlyInAnyOrder(SiteReadings.MOST, 1);
    assertThat(refused())
        .hasSize(2)
        .allSatisfy(
            refused -> assertThat(refused.reason).isEqualTo(DeadLetter.Reason.FLOOD.name()));
  }

  @Test
  void intervalsCloseInOrderWhenTheirEndHasPassed() throws Exception {
    process(reading("a", 5, 200, 20), reading("a", 4.99, 100, 20));
    harness.processWatermark(at(5) - 2);
    assertThat(rows()).isEmpty();
    harness.processWatermark(at(5) - 1);
    assertThat(rows()).extracting(row -> row.values[0]).containsExactly(100.0);
    harness.processWatermark(at(10) - 1);
    assertThat(rows()).extracting(row -> row.values[0]).containsExactly(100.0, 200.0);
  }

  @Test
  void aReadingOfAClosedIntervalIsADeadLetter() throws Exception {
    process(reading("a", 0, 100, 20));
    harness.processWatermark(at(5) - 1);
    process(reading("a", 4, 900, 20));
    harness.processWatermark(at(20));
    assertThat(rows()).hasSize(1);
    assertThat(refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.reason).isEqualTo(DeadLetter.Reason.LATE.name());
              assertThat(refused.toDeadLetter().getTime().getSeconds()).isEqualTo(at(4) / 1000);
              assertThat(refused.detail).contains("'a'", "08:05");
              assertThat(refused.lateHeaders())
                  .containsEntry(Headers.LATE_SITE, "a")
                  .containsEntry(Headers.LATE_INTERVAL, "2014-02-12T08:00:00Z")
                  .containsEntry(Headers.LATE_BY, "PT0S");
            });
  }

  @Test
  void whatWasClosedBeforeARestartStaysClosedAndWhatWasOpenStaysOpen() throws Exception {
    process(reading("a", 0, 100, 20), reading("a", 5, 200, 20));
    harness.processWatermark(at(5) - 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(state);
    process(reading("a", 1, 900, 20), reading("a", 6, 400, 20));
    harness.processWatermark(at(10) - 1);
    assertThat(rows()).extracting(row -> row.values[0]).containsExactly(300.0);
    assertThat(refused()).hasSize(1);
  }

  private void process(Reading... readings) throws Exception {
    for (Reading reading : readings) {
      harness.processElement(reading, reading.time);
    }
  }

  private List<IntervalRow> rows() {
    return harness.extractOutputValues();
  }

  private List<Refused> refused() {
    var output = harness.getSideOutput(Refused.TAG);
    return output == null ? List.of() : output.stream().map(r -> r.getValue()).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Reading, IntervalRow> harness()
      throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new SiteAggregator(new NetworkHandle(Networks.ROAD)),
        new SiteKey(new NetworkHandle(Networks.ROAD)),
        Types.STRING);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Reading, IntervalRow> harness(
      OperatorSubtaskState state) throws Exception {
    var restored =
        new KeyedOneInputStreamOperatorTestHarness<String, Reading, IntervalRow>(
            new KeyedProcessOperator<>(new SiteAggregator(new NetworkHandle(Networks.ROAD))),
            new SiteKey(new NetworkHandle(Networks.ROAD)),
            Types.STRING);
    restored.initializeState(state);
    restored.open();
    return restored;
  }
}
