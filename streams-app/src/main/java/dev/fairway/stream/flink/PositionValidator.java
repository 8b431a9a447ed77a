package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.interval.CellVessels;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets positions pass that are on Earth and have a vessel; the others become dead letters. So does
 * a speed that no vessel has, whose position goes on without it.
 */
final class PositionValidator extends ProcessFunction<IncomingPosition, IncomingPosition> {

  private static final long serialVersionUID = 1;

  private transient Arrivals arrivals;

  @Override
  public void open(OpenContext context) {
    arrivals = new Arrivals(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      IncomingPosition read, Context context, Collector<IncomingPosition> out) {
    if (!read.isReadable()) {
      context.output(Refused.TAG, read.refused());
      return;
    }
    if (read.heartbeat) {
      return;
    }
    arrivals.count(read, context.timerService().currentProcessingTime());
    if (read.subject.isBlank()) {
      context.output(
          Refused.TAG,
          read.origin.refused(DeadLetter.Reason.NOT_A_VESSEL, "a position without vessel"));
      return;
    }
    if (!(Math.abs(read.latitude) <= 90 && Math.abs(read.longitude) <= 180)) {
      context.output(
          Refused.TAG,
          read.origin.refused(
              DeadLetter.Reason.OUT_OF_RANGE,
              "vessel %s at latitude %s, longitude %s"
                  .formatted(read.subject, read.latitude, read.longitude)));
      return;
    }
    if (read.speed < 0 || read.speed > CellVessels.FASTEST) {
      context.output(
          Refused.TAG,
          read.origin.refusedValue(
              DeadLetter.Reason.OUT_OF_RANGE,
              "vessel %s: speed = %s m/s is not in [0, %.1f]"
                  .formatted(read.subject, read.speed, CellVessels.FASTEST)));
      read.speed = Double.NaN;
    }
    out.collect(read);
  }
}
