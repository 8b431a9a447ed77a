package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.interval.SiteReadings;
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
 * The readings of a site, keyed by it, to one row for each interval in which there were any, when
 * event time has passed its end. Repeated readings count once; those of an interval that is over
 * become dead letters.
 */
final class SiteAggregator extends KeyedProcessFunction<String, Reading, IntervalRow> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private transient MapState<Long, SiteReadings> pending;

  /** End of the last interval that was given out: it outlives a restart, watermarks do not. */
  private transient ValueState<Long> closed;

  private transient Counter duplicates;
  private transient Counter late;

  SiteAggregator(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.LONG, TypeInformation.of(SiteReadings.class)));
    closed = getRuntimeContext().getState(new ValueStateDescriptor<>("closed", Types.LONG));
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(Reading reading, Context context, Collector<IntervalRow> out)
      throws Exception {
    long start = reading.time - Math.floorMod(reading.time, network.intervalMillis());
    long end = start + network.intervalMillis();
    Long closedUntil = closed.value();
    if (end - 1 <= context.timerService().currentWatermark()
        || (closedUntil != null && end <= closedUntil)) {
      late.inc();
      context.output(Refused.TAG, late(reading, end));
      return;
    }
    SiteReadings readings = pending.get(start);
    if (readings == null) {
      readings = new SiteReadings();
      context.timerService().registerEventTimeTimer(end - 1);
    }
    if (!readings.add(reading.time, reading.values)) {
      duplicates.inc();
    }
    pending.put(start, readings);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<IntervalRow> out)
      throws Exception {
    long end = timestamp + 1;
    long start = end - network.intervalMillis();
    SiteReadings readings = pending.get(start);
    if (readings == null) {
      return;
    }
    IntervalRow row = new IntervalRow();
    row.site = network.measured().network().indexOf(context.getCurrentKey()).orElseThrow();
    row.start = start;
    row.values = readings.aggregate(network.measured().channels());
    row.readings = readings.count;
    row.duplicates = readings.duplicates;
    pending.remove(start);
    closed.update(end);
    out.collect(row);
  }

  private Refused late(Reading reading, long end) {
    Refused refused = new Refused();
    refused.network = network.id();
    refused.source = reading.source;
    refused.line = reading.line;
    refused.raw = reading.raw;
    refused.reason = DeadLetter.Reason.LATE.name();
    refused.detail =
        "site %s: its interval ended at %s and is closed"
            .formatted(reading.siteId, Instant.ofEpochMilli(end));
    refused.time = reading.time;
    refused.timed = true;
    return refused;
  }
}
