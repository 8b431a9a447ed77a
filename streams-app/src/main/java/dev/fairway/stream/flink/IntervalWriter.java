package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.v1.SiteInterval;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Rows to records of the intervals topic; what lies outside all cells has none. */
final class IntervalWriter implements FlatMapFunction<IntervalRow, Outgoing> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private final ContentType contentType;

  IntervalWriter(NetworkHandle network, ContentType contentType) {
    this.network = network;
    this.contentType = contentType;
  }

  @Override
  public void flatMap(IntervalRow row, Collector<Outgoing> out) {
    if (row.site != IntervalRow.OUTSIDE) {
      SiteInterval interval = row.toSiteInterval(network.measured());
      out.collect(Outgoing.of(interval.getSite(), network.id(), interval, contentType));
    }
  }
}
