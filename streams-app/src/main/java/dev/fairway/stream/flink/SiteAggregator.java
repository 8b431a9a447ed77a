package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;

/** The readings of a site to rows; repeated readings count once. */
final class SiteAggregator extends IntervalAggregator<Reading, PendingReadings> {

  private static final long serialVersionUID = 1;

  private transient Counter duplicates;

  SiteAggregator(NetworkHandle network) {
    super(network, PendingReadings.class);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
  }

  @Override
  long timeOf(Reading reading) {
    return reading.time;
  }

  @Override
  PendingReadings empty() {
    return new PendingReadings();
  }

  @Override
  void add(PendingReadings readings, Reading reading) {
    if (!readings.add(reading.time, reading.values)) {
      duplicates.inc();
    }
  }

  @Override
  IntervalRow row(String site, PendingReadings readings) {
    IntervalRow row = new IntervalRow();
    row.site = network().measured().network().indexOf(site).orElseThrow();
    row.values = readings.aggregate(network().measured().channels());
    row.readings = readings.count;
    row.duplicates = readings.duplicates;
    return row;
  }

  @Override
  Refused refused(Reading reading) {
    Refused refused = new Refused();
    refused.source = reading.source;
    refused.line = reading.line;
    refused.raw = reading.raw;
    refused.recordTopic = Topic.OBSERVATIONS.topicName();
    refused.detail = "site " + reading.siteId;
    return refused;
  }
}
