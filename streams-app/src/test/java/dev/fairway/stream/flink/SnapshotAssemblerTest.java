package dev.fairway.stream.flink;

import static dev.fairway.stream.flink.Networks.ROAD;
import static dev.fairway.stream.flink.Networks.WATERWAY;
import static dev.fairway.stream.flink.Networks.at;
import static dev.fairway.stream.flink.Networks.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotAssemblerTest {

  private KeyedOneInputStreamOperatorTestHarness<String, IntervalRow, WindowReady> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void theFirstWindowComesWithTheTwelfthSnapshot() throws Exception {
    open(ROAD);
    for (int i = 0; i < 14; i++) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100 + i, 20), at(5.0 * i));
      harness.processWatermark(at(5.0 * (i + 1)) - 1);
      assertThat(windows()).hasSize(Math.max(0, i - 10));
    }
    WindowReady second = windows().get(1);
    TrafficWindow window = second.window(ROAD);
    assertThat(window.start().toEpochMilli()).isEqualTo(at(5));
    assertThat(window.values()[window.cell(0, 0, 0)]).isEqualTo(101);
    assertThat(window.values()[window.cell(0, 11, 0)]).isEqualTo(112);
    assertThat(window.values()[window.cell(1, 11, 0)]).isEqualTo(20);
    assertThat(window.observed()[window.cell(0, 11, 1)]).as("site b said nothing").isFalse();
    assertThat(second.imputedShare).containsExactly(0, 1, 1);
    assertThat(second.imputation).containsExactly("none", "network-mean", "network-mean");
    assertThat(second.baselineModel).containsOnly("last-value");
    assertThat(second.baseline(ROAD).mean(0, 11, 0)).isEqualTo(112);
  }

  @Test
  void intervalsInWhichNothingCameStayOnTheGrid() throws Exception {
    open(ROAD);
    harness.processElement(row(ROAD, 0, 0, 100, 20), at(0));
    harness.processElement(row(ROAD, 0, 55, 200, 20), at(55));
    harness.processWatermark(at(60) - 1);
    WindowReady ready = windows().get(0);
    TrafficWindow window = ready.window(ROAD);
    assertThat(window.start().toEpochMilli()).isEqualTo(at(0));
    assertThat(ready.imputedShare[0]).isEqualTo(10 / 12.0);
    assertThat(ready.imputation[0]).isEqualTo("last-value");
    assertThat(ready.filled[window.cell(0, 10, 0)]).isEqualTo(100);
    assertThat(ready.filled[window.cell(0, 11, 0)]).isEqualTo(200);
  }

  @Test
  void aFeedThatWasAwayForAYearCostsNoEmptyWindows() throws Exception {
    open(ROAD);
    for (int i = 0; i < 12; i++) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100, 20), at(5.0 * i));
    }
    double year = 365 * 24 * 60;
    harness.processWatermark(at(year) - 1);
    assertThat(windows()).as("until the last observation leaves the window").hasSize(12);
    for (int i = 0; i < 12; i++) {
      harness.processElement(row(ROAD, 0, year + 5.0 * i, 300, 20), at(year + 5.0 * i));
      harness.processWatermark(at(year + 5.0 * (i + 1)) - 1);
    }
    assertThat(windows()).hasSize(13);
    assertThat(windows().get(12).start).isEqualTo(at(year));
  }

  @Test
  void aReadingOfLongAgoCostsNoWayThroughAllThatTime() throws Exception {
    open(ROAD);
    harness.processElement(row(ROAD, 0, -400e6, 1, 20), at(-400e6));
    for (int i = 0; i < 12; i++) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100, 20), at(5.0 * i));
    }
    // More than seven centuries, a hundred million intervals.
    harness.processWatermark(at(60) - 1);
    assertThat(windows()).extracting(window -> window.start).contains(at(0)).hasSizeLessThan(13);
  }

  @Test
  void whatComesAfterASilenceIsTheSameWhetherItIsThereAlreadyOrYetToCome() throws Exception {
    open(ROAD);
    hour(0);
    harness.processWatermark(at(5 * 40) - 1);
    hour(40);
    harness.processWatermark(at(5 * 60) - 1);
    List<Long> yetToCome = windows().stream().map(window -> window.start).toList();
    harness.close();
    open(ROAD);
    hour(0);
    hour(40);
    harness.processWatermark(at(5 * 60) - 1);
    assertThat(windows()).extracting(window -> window.start).isEqualTo(yetToCome);
    assertThat(yetToCome).as("12 until the silence fills the window, 9 after it").hasSize(21);
  }

  private void hour(int first) throws Exception {
    for (int i = first; i < first + 12; i++) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100, 20), at(5.0 * i));
    }
  }

  @Test
  void intervalsThatCameOutOfOrderAreClosedInOrder() throws Exception {
    open(ROAD);
    for (int i = 11; i >= 0; i--) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100 + i, 20), at(5.0 * i));
    }
    harness.processWatermark(at(60) - 1);
    WindowReady ready = windows().get(0);
    for (int i = 0; i < 12; i++) {
      assertThat(ready.values[ready.window(ROAD).cell(0, i, 0)]).isEqualTo(100 + i);
    }
  }

  @Test
  void theSecondDayIsForecastFromTheFirst() throws Exception {
    open(ROAD);
    for (int i = 0; i < 300; i++) {
      harness.processElement(row(ROAD, 0, 5.0 * i, 100 + i % 288, 20), at(5.0 * i));
      harness.processWatermark(at(5.0 * (i + 1)) - 1);
    }
    WindowReady last = windows().get(windows().size() - 1);
    assertThat(last.baselineModel[0]).isEqualTo("seasonal");
    // The last snapshot is number 299, the 12th of the day.
    assertThat(last.baseline(ROAD).mean(0, 11, 0)).isEqualTo(100 + 23);
  }

  @Test
  void aRowOfAClosedSnapshotIsADeadLetter() throws Exception {
    open(ROAD);
    harness.processElement(row(ROAD, 0, 0, 100, 20), at(0));
    harness.processWatermark(at(5) - 1);
    harness.processElement(row(ROAD, 1, 0, 100, 20), at(0));
    assertThat(harness.getSideOutput(Refused.TAG)).hasSize(1);
  }

  @Test
  void aCellWithoutVesselsIsEmptyIfVesselsAreSeenElsewhere() throws Exception {
    open(WATERWAY);
    for (int i = 0; i < 12; i++) {
      if (i != 5) {
        harness.processElement(row(WATERWAY, IntervalRow.OUTSIDE, 5.0 * i, 0, 1), at(5.0 * i));
      }
    }
    harness.processElement(row(WATERWAY, 0, 0, 24, 3, 5), at(0));
    harness.processElement(row(WATERWAY, 0, 40, 12, 1, 5), at(40));
    harness.processWatermark(at(60) - 1);
    WindowReady ready = windows().get(0);
    TrafficWindow window = ready.window(WATERWAY);
    assertThat(window.values()[window.cell(1, 0, 0)]).isEqualTo(3);
    assertThat(window.observed()[window.cell(1, 0, 1)]).as("density, empty cell").isTrue();
    assertThat(window.values()[window.cell(1, 0, 1)]).isZero();
    assertThat(window.observed()[window.cell(0, 7, 0)]).as("flow, empty cell").isTrue();
    assertThat(window.observed()[window.cell(2, 0, 1)]).as("speed, empty cell").isFalse();
    assertThat(window.observed()[window.cell(1, 5, 0)]).as("nothing was received").isFalse();
    List<IntervalRow> cells =
        harness.getSideOutput(SnapshotAssembler.ROWS).stream()
            .map(r -> r.getValue())
            .filter(r -> !r.isOutside())
            .toList();
    assertThat(cells).as("11 intervals of 2 cells").hasSize(22);
    assertThat(cells)
        .as("with vessels or without")
        .isSortedAccordingTo(Comparator.comparingLong((IntervalRow r) -> r.start));
    assertThat(cells.get(1).values).as("the other cell").containsExactly(0, 0, Double.NaN);
  }

  private List<WindowReady> windows() {
    return harness.extractOutputValues();
  }

  private void open(MeasuredNetwork measured) throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new SnapshotAssembler(new NetworkHandle(measured)), row -> "all", Types.STRING);
  }
}
