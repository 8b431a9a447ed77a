package dev.fairway.stream.flink;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of incoming records: it trails the newest readable record, heartbeats included, by the
 * network's lateness. Records that cannot be read move nothing: their times are not to be trusted.
 */
final class EventTime<R extends IncomingRecord> implements WatermarkStrategy<R> {

  private static final long serialVersionUID = 1;

  private final long latenessMillis;

  EventTime(Duration lateness) {
    this.latenessMillis = lateness.toMillis();
  }

  @Override
  public WatermarkGenerator<R> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Trailing<>(latenessMillis);
  }

  @Override
  public TimestampAssigner<R> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return (read, kafkaTime) -> read.origin.time;
  }

  private static final class Trailing<R extends IncomingRecord> implements WatermarkGenerator<R> {

    private final long latenessMillis;
    private long newest = Long.MIN_VALUE;

    Trailing(long latenessMillis) {
      this.latenessMillis = latenessMillis;
    }

    @Override
    public void onEvent(R read, long eventTime, WatermarkOutput output) {
      if (read.isReadable()) {
        newest = Math.max(newest, read.origin.time);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (newest != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(newest - latenessMillis - 1));
      }
    }
  }
}
