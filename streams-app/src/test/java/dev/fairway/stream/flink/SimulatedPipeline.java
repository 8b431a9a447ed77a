package dev.fairway.stream.flink;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.SiteInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The logic of a road's branch on a log in memory: the operators are real, and what surrounds them
 * is a schedule.
 *
 * <pre>
 *   log ─► aggregate by site ─► snapshot ─► forecast ─► out, seen once a checkpoint covers it
 * </pre>
 *
 * A checkpoint holds the states, how far the log was read, and what is out. A crash loses all that
 * came after it, event time included.
 */
final class SimulatedPipeline {

  private record Checkpoint(
      OperatorSubtaskState rows, OperatorSubtaskState windows, int[] positions) {}

  /** Shares of the steps. */
  private static final double CHECKPOINTS = 0.05;

  private static final double TICKS = 0.2;

  private final SimulatedLog log;
  private final RandomGenerator schedule;
  private final Forecasting forecasting = new Forecasting(Networks.ROAD);
  private final ModelSlot noModel =
      new ModelSlot(
          Networks.ROAD,
          (bundle, network) -> {
            throw new AssertionError("No model was promoted");
          });
  private final List<String> committed = new ArrayList<>();
  private final List<String> uncommitted = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, Reading, IntervalRow> aggregate;
  private KeyedOneInputStreamOperatorTestHarness<String, IntervalRow, WindowReady> assemble;
  private Checkpoint last;
  private int checkpoints;
  private int[] positions;
  private long[] newest;
  private int rowsSeen;
  private int closedSeen;
  private int windowsSeen;

  /**
   * @param schedule what happens next
   */
  SimulatedPipeline(SimulatedLog log, RandomGenerator schedule) {
    this.log = log;
    this.schedule = schedule;
    this.last = new Checkpoint(null, null, new int[log.partitions()]);
  }

  /**
   * Runs through the log.
   *
   * @param crashes share of the steps that are crashes, 0..1
   * @return what readers of committed records find, sorted
   */
  List<String> run(double crashes) throws Exception {
    try {
      restore();
      goThrough(crashes);
    } finally {
      close();
    }
    return committed.stream().sorted().toList();
  }

  private void goThrough(double crashes) throws Exception {
    while (!isAtEnd()) {
      double dice = schedule.nextDouble();
      if (dice < crashes) {
        restore();
      } else if (dice < crashes + CHECKPOINTS) {
        checkpoint();
      } else if (dice < crashes + CHECKPOINTS + TICKS) {
        passTime();
      } else {
        read(schedule.nextInt(log.partitions()));
      }
    }
    // After a crash a partition that was read to its end says nothing, and event time waits for the
    // feed's next heartbeat.
    Arrays.fill(newest, log.end());
    passTime();
    checkpoint();
  }

  private boolean isAtEnd() {
    for (int partition = 0; partition < log.partitions(); partition++) {
      if (positions[partition] < log.size(partition)) {
        return false;
      }
    }
    return true;
  }

  private void read(int partition) throws Exception {
    if (positions[partition] == log.size(partition)) {
      return;
    }
    SimulatedLog.Entry entry = log.get(partition, positions[partition]);
    positions[partition]++;
    newest[partition] = Math.max(newest[partition], entry.time());
    if (entry.reading().isPresent()) {
      Reading reading = entry.reading().get();
      aggregate.processElement(reading, reading.time);
    }
  }

  /** Event time of the partition that is furthest behind goes through all operators. */
  private void passTime() throws Exception {
    long watermark = Arrays.stream(newest).min().orElseThrow() - 1;
    aggregate.processWatermark(watermark);
    List<IntervalRow> rows = aggregate.extractOutputValues();
    for (IntervalRow row : rows.subList(rowsSeen, rows.size())) {
      assemble.processElement(row, row.start);
    }
    rowsSeen = rows.size();
    assemble.processWatermark(watermark);
    List<IntervalRow> closed = closedRows();
    for (IntervalRow row : closed.subList(closedSeen, closed.size())) {
      SiteInterval interval = row.toSiteInterval(Networks.ROAD);
      uncommitted.add(line("interval", interval.getSite(), interval.getIntervalStart(), interval));
    }
    closedSeen = closed.size();
    List<WindowReady> windows = assemble.extractOutputValues();
    for (WindowReady window : windows.subList(windowsSeen, windows.size())) {
      Issue issue = forecasting.issue(EnrichedWindow.without(window, ""), noModel);
      ForecastRecords records = new ForecastRecords(Networks.ROAD, window, issue);
      for (int site = 0; site < Networks.ROAD.network().size(); site++) {
        Forecast forecast = records.record(0, site);
        uncommitted.add(line("forecast", forecast.getSite(), forecast.getIssueTime(), forecast));
      }
    }
    windowsSeen = windows.size();
  }

  private List<IntervalRow> closedRows() {
    var rows = assemble.getSideOutput(SnapshotAssembler.ROWS);
    return rows == null ? List.of() : rows.stream().map(row -> row.getValue()).toList();
  }

  /** Whose and when it is, and a checksum: whole records would take most of the time. */
  private static String line(String what, String site, Timestamp time, Message record) {
    return "%s, site %s, %s, checksum %08x"
        .formatted(what, site, Times.toInstant(time), record.hashCode());
  }

  private void checkpoint() throws Exception {
    checkpoints++;
    last =
        new Checkpoint(
            aggregate.snapshot(checkpoints, checkpoints),
            assemble.snapshot(checkpoints, checkpoints),
            positions.clone());
    committed.addAll(uncommitted);
    uncommitted.clear();
  }

  private void restore() throws Exception {
    close();
    uncommitted.clear();
    aggregate = harness(new SiteAggregator(network()), new SiteKey(network()), last.rows());
    assemble = harness(new SnapshotAssembler(network()), row -> "road", last.windows());
    positions = last.positions().clone();
    newest = new long[log.partitions()];
    Arrays.fill(newest, Long.MIN_VALUE + 1);
    rowsSeen = 0;
    closedSeen = 0;
    windowsSeen = 0;
  }

  private static NetworkHandle network() {
    return new NetworkHandle(Networks.ROAD);
  }

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function,
      KeySelector<I, String> key,
      OperatorSubtaskState state)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, I, O>(
            new KeyedProcessOperator<>(function), key, Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private void close() throws Exception {
    if (aggregate != null) {
      aggregate.close();
      assemble.close();
    }
  }
}
