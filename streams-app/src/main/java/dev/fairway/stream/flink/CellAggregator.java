package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.interval.CellVessels;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The vessels of a cell, keyed by it, to one row for each interval in which there were any (see
 * {@link CellVessels#aggregate}).
 */
final class CellAggregator extends KeyedProcessFunction<String, VesselFix, IntervalRow> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private transient MapState<Long, CellVessels> pending;
  private transient ValueState<Long> closed;
  private transient Counter late;

  CellAggregator(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.LONG, TypeInformation.of(CellVessels.class)));
    closed = getRuntimeContext().getState(new ValueStateDescriptor<>("closed", Types.LONG));
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(VesselFix fix, Context context, Collector<IntervalRow> out)
      throws Exception {
    long start = fix.time - Math.floorMod(fix.time, network.intervalMillis());
    long end = start + network.intervalMillis();
    Long closedUntil = closed.value();
    if (end - 1 <= context.timerService().currentWatermark()
        || (closedUntil != null && end <= closedUntil)) {
      late.inc();
      context.output(Refused.TAG, late(fix, end));
      return;
    }
    CellVessels vessels = pending.get(start);
    if (vessels == null) {
      vessels = new CellVessels();
      context.timerService().registerEventTimeTimer(end - 1);
    }
    vessels.add(fix.vessel, fix.entered, fix.speed);
    pending.put(start, vessels);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<IntervalRow> out)
      throws Exception {
    long end = timestamp + 1;
    long start = end - network.intervalMillis();
    CellVessels vessels = pending.get(start);
    if (vessels == null) {
      return;
    }
    MeasuredNetwork measured = network.measured();
    IntervalRow row = new IntervalRow();
    row.site = measured.network().indexOf(context.getCurrentKey()).orElse(IntervalRow.OUTSIDE);
    row.start = start;
    row.readings = vessels.fixes;
    row.values = vessels.aggregate(measured);
    pending.remove(start);
    closed.update(end);
    out.collect(row);
  }

  private Refused late(VesselFix fix, long end) {
    Refused refused = new Refused();
    refused.network = network.id();
    refused.source = fix.source;
    refused.line = fix.line;
    refused.raw = fix.raw;
    refused.reason = DeadLetter.Reason.LATE.name();
    refused.detail =
        "vessel %s: its interval ended at %s and is closed"
            .formatted(fix.vessel, Instant.ofEpochMilli(end));
    refused.time = fix.time;
    refused.timed = true;
    return refused;
  }
}
