package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Lets positions pass that are on Earth and have a vessel; the others become dead letters. */
final class PositionValidator extends ProcessFunction<IncomingPosition, IncomingPosition> {

  private static final long serialVersionUID = 1;

  private transient Counter observations;

  @Override
  public void open(OpenContext context) {
    observations = getRuntimeContext().getMetricGroup().counter("observations");
  }

  @Override
  public void processElement(
      IncomingPosition read, Context context, Collector<IncomingPosition> out) {
    if (!read.isReadable()) {
      context.output(
          Refused.TAG, read.refused(DeadLetter.Reason.valueOf(read.reason), read.detail));
      return;
    }
    if (read.heartbeat) {
      return;
    }
    observations.inc();
    if (read.subject.isBlank()) {
      context.output(
          Refused.TAG, read.refused(DeadLetter.Reason.NOT_A_VESSEL, "a position without vessel"));
    } else if (!(Math.abs(read.latitude) <= 90 && Math.abs(read.longitude) <= 180)) {
      context.output(
          Refused.TAG,
          read.refused(
              DeadLetter.Reason.OUT_OF_RANGE,
              "vessel %s at latitude %s, longitude %s"
                  .formatted(read.subject, read.latitude, read.longitude)));
    } else {
      if (!(read.speed >= 0) || Double.isInfinite(read.speed)) {
        read.speed = Double.NaN;
      }
      out.collect(read);
    }
  }
}
