package dev.fairway.stream.flink;

import static dev.fairway.stream.flink.Networks.WATERWAY;
import static dev.fairway.stream.flink.Networks.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.interval.CellVessels;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vessel positions to rows of cells. The cells meet at longitude 5. */
class VesselPathTest {

  private KeyedOneInputStreamOperatorTestHarness<String, IncomingPosition, VesselFix> cleaner;
  private KeyedOneInputStreamOperatorTestHarness<String, VesselFix, IntervalRow> aggregator;

  @BeforeEach
  void open() throws Exception {
    cleaner =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new PositionCleaner(new NetworkHandle(WATERWAY)), p -> p.subject, Types.STRING);
    aggregator =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new CellAggregator(new NetworkHandle(WATERWAY)), fix -> fix.cell, Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    cleaner.close();
    aggregator.close();
  }

  @Test
  void aVesselThatCrossesIsSeenInBothCellsAndEntersTheSecond() throws Exception {
    sail("one", 0, 4.999, 5);
    sail("one", 1, 5.001, 7);
    sail("one", 2, 5.002, 9);
    sail("two", 1, 5.5, 0);
    List<IntervalRow> rows = closed();
    assertThat(rows).hasSize(2);
    IntervalRow west = rows.stream().filter(row -> row.site == 0).findFirst().orElseThrow();
    IntervalRow east = rows.stream().filter(row -> row.site == 1).findFirst().orElseThrow();
    assertThat(west.values).as("nobody saw it come").containsExactly(0, 1, 5);
    assertThat(east.values[0]).as("one entry in five minutes, per hour").isEqualTo(12);
    assertThat(east.values[1]).as("one that sails and one that lies").isEqualTo(2);
    assertThat(east.values[2]).as("of the one that moves").isEqualTo(8, within(1e-9));
    assertThat(east.readings).isEqualTo(3);
  }

  @Test
  void aJumpIsADeadLetter() throws Exception {
    sail("one", 0, 4.5, 5);
    sail("one", 1, 5.9, 5);
    assertThat(cleaner.extractOutputValues()).hasSize(1);
    assertThat(cleaner.getSideOutput(Refused.TAG))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getValue().reason)
                  .isEqualTo(DeadLetter.Reason.IMPLAUSIBLE_JUMP.name());
              assertThat(refused.getValue().detail).contains("vessel one", "m/s");
            });
  }

  @Test
  void aRepetitionIsCountedWhereItWasAndChangesNothing() throws Exception {
    sail("one", 0, 4.5, 5);
    sail("one", 0, 4.5, 5);
    sail("two", 0, 9, 5);
    sail("two", 0, 9, 5);
    List<IntervalRow> rows = closed();
    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.readings).isEqualTo(1);
              assertThat(row.duplicates).isEqualTo(1);
            });
    assertThat(rows)
        .filteredOn(row -> row.site == 0)
        .singleElement()
        .satisfies(row -> assertThat(row.values).containsExactly(0, 1, 5));
  }

  @Test
  void aPositionOlderThanTheVesselsLastIsADeadLetter() throws Exception {
    sail("one", 2, 4.5, 5);
    sail("one", 1, 4.5, 5);
    assertThat(cleaner.getSideOutput(Refused.TAG))
        .extracting(refused -> refused.getValue().reason)
        .containsExactly(DeadLetter.Reason.LATE.name());
  }

  @Test
  void aVesselThatWasNotSeenForADayIsForgotten() throws Exception {
    sail("one", 0, 4.5, 5);
    sail("one", 600, 4.5, 5);
    cleaner.processWatermark(at(24 * 60));
    assertThat(cleaner.numKeyedStateEntries()).isEqualTo(1);
    cleaner.processWatermark(at(24 * 60 + 600));
    assertThat(cleaner.numKeyedStateEntries()).isZero();
  }

  @Test
  void moreVesselsThanACellCanHoldAreRefused() throws Exception {
    for (int i = 0; i <= CellVessels.MOST; i++) {
      sail("vessel " + i, 0, 4.5, 5);
    }
    assertThat(closed()).extracting(row -> row.readings).containsExactly(CellVessels.MOST);
    assertThat(aggregator.getSideOutput(Refused.TAG))
        .extracting(refused -> refused.getValue().reason)
        .containsExactly(DeadLetter.Reason.FLOOD.name());
  }

  @Test
  void aVesselOutsideOfAllCellsSaysThatTheFeedLives() throws Exception {
    sail("one", 0, 9, 5);
    assertThat(closed()).extracting(row -> row.site).containsExactly(IntervalRow.OUTSIDE);
  }

  @Test
  void withoutAMovingVesselThereIsNoSpeed() throws Exception {
    sail("one", 0, 4.5, Double.NaN);
    sail("two", 0, 4.5, 0.1);
    assertThat(closed().get(0).values).containsExactly(0, 2, Double.NaN);
  }

  @Test
  void aFixOfAClosedIntervalIsADeadLetter() throws Exception {
    aggregator.processWatermark(at(5) - 1);
    sail("one", 0, 4.5, 5);
    assertThat(closed()).isEmpty();
    assertThat(aggregator.getSideOutput(Refused.TAG))
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.getValue().toDeadLetter().getRecordTopic())
                    .as("it stands for a whole record")
                    .isEqualTo(Topic.POSITIONS.topicName()));
  }

  private void sail(String vessel, double minutes, double longitude, double speed)
      throws Exception {
    IncomingPosition position = new IncomingPosition();
    position.origin.network = "water";
    position.origin.topic = Topic.POSITIONS.topicName();
    position.subject = vessel;
    position.origin.time = at(minutes);
    position.origin.timed = true;
    position.latitude = 50.5;
    position.longitude = longitude;
    position.speed = speed;
    cleaner.processElement(position, position.origin.time);
  }

  private List<IntervalRow> closed() throws Exception {
    for (VesselFix fix : cleaner.extractOutputValues()) {
      aggregator.processElement(fix, fix.time);
    }
    aggregator.processWatermark(at(5) - 1);
    return aggregator.extractOutputValues();
  }
}
