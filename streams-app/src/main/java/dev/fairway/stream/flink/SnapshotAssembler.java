package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.baseline.BaselineForecaster;
import dev.fairway.forecast.baseline.DaySlots;
import dev.fairway.forecast.baseline.FilledWindow;
import dev.fairway.forecast.baseline.SeasonalFiller;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.interval.CellVessels;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Rows of sites, keyed by network, to snapshots of the whole network, one for each interval of the
 * grid whether anything came or not; and, once the window is full, to what a forecast needs.
 *
 * <p>The baseline and the fill use what was usual before this snapshot; then it is learnt from.
 * When a whole window has gone by without a single observation the grid ends, and begins anew with
 * the next row, come or yet to come: a feed that was away for a year does not cost a hundred
 * thousand empty windows.
 *
 * <p>A waterway that is being received (a vessel was seen anywhere in the interval) has no vessels
 * where none was seen: density and flow are 0 there, and that is an observation.
 *
 * <p>All rows go on to {@link #ROWS} when their snapshot is closed, so that those of a site come
 * out in the order of time, whether something was seen there or nothing: who scores forecasts with
 * them does not wait for what is older than what it has seen.
 */
final class SnapshotAssembler extends KeyedProcessFunction<String, IntervalRow, WindowReady> {

  /** Rows of closed snapshots, those of waterway cells in which no vessel was seen included. */
  static final OutputTag<IntervalRow> ROWS =
      new OutputTag<>("rows", TypeInformation.of(IntervalRow.class));

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private transient MapState<Long, PendingSnapshot> pending;
  private transient ValueState<NetworkMemory> memory;
  private transient SeasonalFiller filler;
  private transient DaySlots slots;

  SnapshotAssembler(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    filler = new SeasonalFiller(network.measured());
    slots = DaySlots.of(network.measured());
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.LONG, TypeInformation.of(PendingSnapshot.class)));
    memory =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("memory", TypeInformation.of(NetworkMemory.class)));
  }

  @Override
  public void processElement(IntervalRow row, Context context, Collector<WindowReady> out)
      throws Exception {
    NetworkMemory known = memory.value();
    NetworkMemory state = known == null ? new NetworkMemory(network.measured()) : known;
    if (row.start < state.closedUntil) {
      context.output(Refused.TAG, late(row, state.closedUntil));
      return;
    }
    PendingSnapshot snapshot = pending.get(row.start);
    if (snapshot == null) {
      snapshot = new PendingSnapshot();
    }
    snapshot.add(row);
    pending.put(row.start, snapshot);
    if (!state.running || row.start < state.next) {
      state.running = true;
      state.next = row.start;
      context.timerService().registerEventTimeTimer(row.start + network.intervalMillis() - 1);
    }
    memory.update(state);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowReady> out)
      throws Exception {
    NetworkMemory state = memory.value();
    long start = timestamp + 1 - network.intervalMillis();
    if (!state.running || start != state.next) {
      return;
    }
    PendingSnapshot snapshot = pending.get(start);
    if (snapshot == null) {
      snapshot = new PendingSnapshot();
    } else {
      pending.remove(start);
      if (network.measured().network().kind() == NetworkKind.WATERWAY) {
        fillEmptyCells(start, snapshot);
      }
      snapshot.rows().forEach(row -> context.output(ROWS, row));
    }
    close(state, start, snapshot, out);
    boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (state.ring.isAnythingObserved() && !(ended && pending.isEmpty())) {
      goOn(state, start + network.intervalMillis(), context);
    } else {
      // What has come for later intervals by now depends on how event time went on: the grid must
      // begin with the next of them whether it is there or is yet to come.
      state.ring.clear();
      state.running = false;
      OptionalLong next = firstPending();
      if (next.isPresent()) {
        goOn(state, next.getAsLong(), context);
      }
    }
    memory.update(state);
  }

  private void goOn(NetworkMemory state, long next, OnTimerContext context) {
    state.running = true;
    state.next = next;
    context.timerService().registerEventTimeTimer(next + network.intervalMillis() - 1);
  }

  private OptionalLong firstPending() throws Exception {
    OptionalLong first = OptionalLong.empty();
    for (long start : pending.keys()) {
      if (first.isEmpty() || start < first.getAsLong()) {
        first = OptionalLong.of(start);
      }
    }
    return first;
  }

  private void close(
      NetworkMemory state, long start, PendingSnapshot snapshot, Collector<WindowReady> out) {
    MeasuredNetwork measured = network.measured();
    float[] values = new float[cells()];
    boolean[] observed = new boolean[cells()];
    for (IntervalRow row : snapshot.rows()) {
      for (int channel = 0; channel < row.values.length && !row.isOutside(); channel++) {
        if (!Double.isNaN(row.values[channel])) {
          values[cell(channel, row.site)] = (float) row.values[channel];
          observed[cell(channel, row.site)] = true;
        }
      }
    }
    long interval = Math.floorDiv(start, network.intervalMillis());
    state.issued.score(interval, measured.forecastChannels(), values, observed, state.tracker);
    state.ring.push(start, values, observed);
    state.closedUntil = start + network.intervalMillis();
    if (state.ring.isFull() && state.ring.isAnythingObserved()) {
      TrafficWindow window = state.ring.window(measured);
      FilledWindow filled = filler.fill(window, state.profile);
      Prediction baseline;
      WindowReady ready;
      try (BaselineForecaster forecaster =
          new BaselineForecaster(measured, state.profile, state.tracker)) {
        baseline =
            forecaster.forecast(new ForecastInput(window, filled.values(), Optional.empty()));
        ready = WindowReady.of(measured, window, filled, baseline);
        ready.baselineModel = models(forecaster, window.end());
      }
      state.issued.remember(interval + 1, baseline);
      out.collect(ready);
    }
    state.profile.update(slots.slotOf(Instant.ofEpochMilli(start)), values, observed);
  }

  private String[] models(BaselineForecaster forecaster, Instant issueTime) {
    int sites = network.measured().network().size();
    String[] models = new String[network.measured().forecastChannels().length * sites];
    Arrays.setAll(models, i -> forecaster.modelOf(issueTime, i / sites, i % sites));
    return models;
  }

  private void fillEmptyCells(long start, PendingSnapshot snapshot) {
    MeasuredNetwork measured = network.measured();
    boolean[] seen = new boolean[measured.network().size()];
    for (IntervalRow row : snapshot.rows()) {
      if (!row.isOutside()) {
        seen[row.site] = true;
      }
    }
    double[] empty = new CellVessels().aggregate(measured);
    for (int site = 0; site < seen.length; site++) {
      if (!seen[site]) {
        IntervalRow row = new IntervalRow();
        row.site = site;
        row.start = start;
        row.values = empty.clone();
        snapshot.add(row);
      }
    }
  }

  /** It has no record of its own: what went into it is on the intervals topic. */
  private Refused late(IntervalRow row, long closedUntil) {
    Origin origin = new Origin();
    origin.network = network.id();
    origin.source = "interval";
    origin.time = row.start;
    origin.timed = true;
    Refused refused =
        origin.refusedValue(
            DeadLetter.Reason.LATE,
            "site %d: the snapshot of %s is closed"
                .formatted(row.site, Instant.ofEpochMilli(row.start)));
    refused.lateInterval = row.start;
    refused.lateBy = closedUntil - row.start - network.intervalMillis();
    return refused;
  }

  private int cells() {
    return network.measured().channels().size() * network.measured().network().size();
  }

  private int cell(int channel, int site) {
    return channel * network.measured().network().size() + site;
  }
}
