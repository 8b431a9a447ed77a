package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Observations to readings. What names no site of the network becomes a dead letter. So do values
 * of no channel, and those out of their channel's range, one letter of each kind; the reading keeps
 * its other values. Heartbeats have done their work in the watermark and end here.
 */
final class ObservationValidator extends ProcessFunction<IncomingObservation, Reading> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private transient Arrivals arrivals;

  ObservationValidator(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void open(OpenContext context) {
    arrivals = new Arrivals(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(IncomingObservation read, Context context, Collector<Reading> out) {
    if (!read.isReadable()) {
      context.output(Refused.TAG, read.refused());
      return;
    }
    if (read.heartbeat) {
      return;
    }
    arrivals.count(read, context.timerService().currentProcessingTime());
    MeasuredNetwork measured = network.measured();
    OptionalInt site = measured.network().indexOf(read.subject);
    if (site.isEmpty()) {
      context.output(
          Refused.TAG,
          read.origin.refused(DeadLetter.Reason.UNKNOWN_SITE, "site '" + read.subject + "'"));
      return;
    }
    Reading reading = new Reading();
    reading.site = site.getAsInt();
    reading.time = read.origin.time;
    reading.origin = read.origin;
    reading.values = values(read, context);
    // Also one without any usable value: it was a reading and is counted as one.
    out.collect(reading);
  }

  /** By channel in the network's order; what cannot be used is NaN, and told. */
  private double[] values(IncomingObservation read, Context context) {
    MeasuredNetwork measured = network.measured();
    double[] values = new double[measured.channels().size()];
    Arrays.fill(values, Double.NaN);
    List<String> unknown = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    for (int i = 0; i < read.channels.length; i++) {
      OptionalInt index = measured.channelIndex(read.channels[i]);
      if (index.isEmpty()) {
        unknown.add("channel '%s' = %s".formatted(read.channels[i], read.values[i]));
        continue;
      }
      Channel channel = measured.channels().get(index.getAsInt());
      if (channel.accepts(read.values[i])) {
        values[index.getAsInt()] = read.values[i];
      } else {
        outside.add(
            "%s = %s %s is not in [%s, %s]"
                .formatted(
                    channel.name(),
                    read.values[i],
                    channel.unit(),
                    channel.minimum(),
                    channel.maximum()));
      }
    }
    refuse(read, DeadLetter.Reason.UNKNOWN_CHANNEL, unknown, context);
    refuse(read, DeadLetter.Reason.OUT_OF_RANGE, outside, context);
    return values;
  }

  private static void refuse(
      IncomingObservation read, DeadLetter.Reason why, List<String> values, Context context) {
    if (!values.isEmpty()) {
      context.output(
          Refused.TAG,
          read.origin.refusedValue(why, "site " + read.subject + ": " + String.join(", ", values)));
    }
  }
}
