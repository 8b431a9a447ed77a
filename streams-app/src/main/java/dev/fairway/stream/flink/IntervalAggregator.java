package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
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
 * What is said of a place, keyed by it, to one row for each interval in which anything was said,
 * when event time has passed its end. What is said of an interval that is over is late, and what is
 * more than is kept of one is refused.
 *
 * @param <R> what is said
 * @param <P> what is kept of it while the interval is open
 */
abstract class IntervalAggregator<R, P> extends KeyedProcessFunction<String, R, IntervalRow> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private final Class<P> pendingType;
  private transient MapState<Long, P> pending;

  /** End of the last interval that was given out: it outlives a restart, watermarks do not. */
  private transient ValueState<Long> closed;

  private transient Counter late;

  IntervalAggregator(NetworkHandle network, Class<P> pendingType) {
    this.network = network;
    this.pendingType = pendingType;
  }

  final NetworkHandle network() {
    return network;
  }

  /** Event time, Unix ms. */
  abstract long timeOf(R said);

  abstract P empty();

  /** Takes it in; false: as much is there already as is kept. */
  abstract boolean add(P gathered, R said);

  /** The row without its start. */
  abstract IntervalRow row(String place, P gathered);

  abstract Origin originOf(R said);

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("pending", Types.LONG, TypeInformation.of(pendingType)));
    closed = getRuntimeContext().getState(new ValueStateDescriptor<>("closed", Types.LONG));
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public final void processElement(R said, Context context, Collector<IntervalRow> out)
      throws Exception {
    long time = timeOf(said);
    long start = time - Math.floorMod(time, network.intervalMillis());
    long end = start + network.intervalMillis();
    Long given = closed.value();
    long reached =
        Math.max(
            context.timerService().currentWatermark(), given == null ? Long.MIN_VALUE : given - 1);
    if (end - 1 <= reached) {
      late.inc();
      context.output(Refused.TAG, late(said, context.getCurrentKey(), end, reached - (end - 1)));
      return;
    }
    P gathered = pending.get(start);
    if (gathered == null) {
      gathered = empty();
      context.timerService().registerEventTimeTimer(end - 1);
    }
    if (!add(gathered, said)) {
      context.output(Refused.TAG, tooMuch(said, context.getCurrentKey(), start));
      return;
    }
    pending.put(start, gathered);
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<IntervalRow> out)
      throws Exception {
    long end = timestamp + 1;
    long start = end - network.intervalMillis();
    P gathered = pending.get(start);
    if (gathered == null) {
      return;
    }
    IntervalRow row = row(context.getCurrentKey(), gathered);
    row.start = start;
    pending.remove(start);
    closed.update(end);
    out.collect(row);
  }

  private Refused late(R said, String place, long end, long by) {
    Refused refused =
        originOf(said)
            .refused(
                DeadLetter.Reason.LATE,
                "its interval at '%s' ended at %s and is closed"
                    .formatted(place, Instant.ofEpochMilli(end)));
    refused.lateSite = place;
    refused.lateInterval = end - network.intervalMillis();
    refused.lateBy = by;
    return refused;
  }

  private Refused tooMuch(R said, String place, long start) {
    return originOf(said)
        .refused(
            DeadLetter.Reason.FLOOD,
            "'%s' has said more in the interval from %s than is kept"
                .formatted(place, Instant.ofEpochMilli(start)));
  }
}
