package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.v1.SiteInterval;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Rows to records: of the intervals topic, and what lies outside all cells to {@link #OUTSIDE}. */
final class IntervalWriter extends ProcessFunction<IntervalRow, Outgoing> {

  /** Records of the topic of positions outside all cells. */
  static final OutputTag<Outgoing> OUTSIDE =
      new OutputTag<>("outside", TypeInformation.of(Outgoing.class));

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private final ContentType contentType;

  IntervalWriter(NetworkHandle network, ContentType contentType) {
    this.network = network;
    this.contentType = contentType;
  }

  @Override
  public void processElement(IntervalRow row, Context context, Collector<Outgoing> out) {
    if (row.isOutside()) {
      context.output(
          OUTSIDE,
          Outgoing.of(
              network.id(), network.id(), row.toOutsideInterval(network.measured()), contentType));
      return;
    }
    SiteInterval interval = row.toSiteInterval(network.measured());
    out.collect(Outgoing.of(interval.getSite(), network.id(), interval, contentType));
  }
}
