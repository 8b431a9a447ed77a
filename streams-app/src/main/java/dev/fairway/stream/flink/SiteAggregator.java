package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.series.interval.SiteReadings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;

/** The readings of a site to rows; repeated readings count once. */
final class SiteAggregator extends IntervalAggregator<Reading, SiteReadings> {

  private static final long serialVersionUID = 1;

  private transient Counter duplicates;

  SiteAggregator(NetworkHandle network) {
    super(network, SiteReadings.class);
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
  SiteReadings empty() {
    return new SiteReadings();
  }

  @Override
  void add(SiteReadings readings, Reading reading) {
    if (!readings.add(reading.time, reading.values)) {
      duplicates.inc();
    }
  }

  @Override
  IntervalRow row(String site, SiteReadings readings) {
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
