package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.network.waterway.FixVerdict;
import dev.fairway.network.waterway.VesselTrack;
import dev.fairway.network.waterway.VesselTrackCleaner;
import dev.fairway.network.waterway.WaterwayMap;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Positions of a vessel, keyed by it, to fixes in cells. Jumps become dead letters. A vessel that
 * was not seen for a day is forgotten, so that invented ones do not pile up.
 */
final class PositionCleaner extends KeyedProcessFunction<String, IncomingPosition, VesselFix> {

  private static final long serialVersionUID = 1;
  private static final long REMEMBERED_MILLIS = Duration.ofDays(1).toMillis();

  private final NetworkHandle network;
  private transient VesselTrackCleaner cleaner;
  private transient ValueState<VesselTrack> track;
  private transient Counter duplicates;
  private transient Counter outside;

  PositionCleaner(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    cleaner = new VesselTrackCleaner(new WaterwayMap(network.measured().network()));
    track =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("track", TypeInformation.of(VesselTrack.class)));
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    outside = getRuntimeContext().getMetricGroup().counter("outside");
  }

  @Override
  public void processElement(IncomingPosition read, Context context, Collector<VesselFix> out)
      throws Exception {
    VesselTrack known = track.value();
    VesselTrack state = known == null ? new VesselTrack() : known;
    FixVerdict verdict =
        cleaner.judge(state, Instant.ofEpochMilli(read.origin.time), read.latitude, read.longitude);
    track.update(state);
    if (known == null) {
      context.timerService().registerEventTimeTimer(state.timeMillis + REMEMBERED_MILLIS);
    }
    switch (verdict.kind()) {
      case DUPLICATE -> {
        duplicates.inc();
        // The same time and place as the last accepted one: the same cell.
        VesselFix again = fix(read, state.cell);
        again.repeated = true;
        out.collect(again);
      }
      case OUT_OF_ORDER -> context.output(Refused.TAG, late(read, state.timeMillis));
      case IMPLAUSIBLE_JUMP ->
          context.output(
              Refused.TAG,
              read.origin.refused(
                  DeadLetter.Reason.IMPLAUSIBLE_JUMP,
                  "vessel %s would have gone at %.0f m/s from (%.5f, %.5f) to (%.5f, %.5f)"
                      .formatted(
                          read.subject,
                          verdict.impliedSpeed(),
                          state.latitude,
                          state.longitude,
                          read.latitude,
                          read.longitude)));
      case ACCEPTED -> {
        if (verdict.cell().isEmpty()) {
          outside.inc();
        }
        VesselFix fix = fix(read, verdict.cell().orElse(""));
        fix.entered = verdict.entered();
        out.collect(fix);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<VesselFix> out)
      throws Exception {
    VesselTrack state = track.value();
    if (state == null) {
      return;
    }
    long forgotten = state.timeMillis + REMEMBERED_MILLIS;
    if (forgotten <= timestamp) {
      track.clear();
    } else {
      context.timerService().registerEventTimeTimer(forgotten);
    }
  }

  private static VesselFix fix(IncomingPosition read, String cell) {
    VesselFix fix = new VesselFix();
    fix.cell = cell;
    fix.vessel = read.subject;
    fix.time = read.origin.time;
    fix.speed = read.speed;
    fix.origin = read.origin;
    return fix;
  }

  /** A track goes forward only, so where it was before nobody finds out any more. */
  private Refused late(IncomingPosition read, long seen) {
    Refused refused =
        read.origin.refused(
            DeadLetter.Reason.LATE,
            "vessel %s was already seen at %s".formatted(read.subject, Instant.ofEpochMilli(seen)));
    refused.lateInterval =
        read.origin.time - Math.floorMod(read.origin.time, network.intervalMillis());
    refused.lateBy = seen - read.origin.time;
    return refused;
  }
}
