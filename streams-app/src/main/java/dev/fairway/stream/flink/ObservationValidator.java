package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Observations to readings. What names no site or channel of the network, or is out of the
 * channel's range, becomes a dead letter; a reading with one bad channel keeps the others.
 * Heartbeats have done their work in the watermark and end here.
 */
final class ObservationValidator extends ProcessFunction<IncomingObservation, Reading> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private transient Counter observations;

  ObservationValidator(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    observations = getRuntimeContext().getMetricGroup().counter("observations");
  }

  @Override
  public void processElement(IncomingObservation read, Context context, Collector<Reading> out) {
    if (!read.isReadable()) {
      context.output(
          Refused.TAG, read.refused(DeadLetter.Reason.valueOf(read.reason), read.detail));
      return;
    }
    if (read.heartbeat) {
      return;
    }
    observations.inc();
    MeasuredNetwork measured = network.measured();
    OptionalInt site = measured.network().indexOf(read.subject);
    if (site.isEmpty()) {
      context.output(
          Refused.TAG, read.refused(DeadLetter.Reason.UNKNOWN_SITE, "site '" + read.subject + "'"));
      return;
    }
    Reading reading = new Reading();
    reading.siteId = read.subject;
    reading.site = site.getAsInt();
    reading.time = read.time;
    reading.source = read.source;
    reading.line = read.line;
    reading.raw = read.raw;
    reading.values = new double[measured.channels().size()];
    Arrays.fill(reading.values, Double.NaN);
    for (int i = 0; i < read.channels.length; i++) {
      OptionalInt index = measured.channelIndex(read.channels[i]);
      if (index.isEmpty()) {
        context.output(
            Refused.TAG,
            read.refusedValue(
                DeadLetter.Reason.UNKNOWN_CHANNEL,
                "channel '%s' = %s at site %s"
                    .formatted(read.channels[i], read.values[i], read.subject)));
      } else if (!measured.channels().get(index.getAsInt()).accepts(read.values[i])) {
        Channel channel = measured.channels().get(index.getAsInt());
        context.output(
            Refused.TAG,
            read.refusedValue(
                DeadLetter.Reason.OUT_OF_RANGE,
                "%s = %s %s at site %s is not in [%s, %s]"
                    .formatted(
                        channel.name(),
                        read.values[i],
                        channel.unit(),
                        read.subject,
                        channel.minimum(),
                        channel.maximum())));
      } else {
        reading.values[index.getAsInt()] = read.values[i];
      }
    }
    // Also one without any usable value: it was a reading and is counted as one.
    out.collect(reading);
  }
}
