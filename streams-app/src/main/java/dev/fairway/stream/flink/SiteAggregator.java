package dev.fairway.stream.flink;

import dev.fairway.series.interval.SiteReadings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;

/** The readings of a site to rows; repeated readings count once (see {@link SiteReadings}). */
final class SiteAggregator extends IntervalAggregator<Reading, SiteReadings> {

  private static final long serialVersionUID = 1;

  private transient Counter duplicates;
  private transient Counter contradictions;

  SiteAggregator(NetworkHandle network) {
    super(network, SiteReadings.class);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    contradictions = getRuntimeContext().getMetricGroup().counter("contradictions");
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
  boolean add(SiteReadings readings, Reading reading) {
    return switch (readings.add(reading.time, reading.values)) {
      case NEW -> true;
      case REPEATED -> {
        duplicates.inc();
        yield true;
      }
      case CONTRADICTING -> {
        contradictions.inc();
        yield true;
      }
      case TOO_MANY -> false;
    };
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
  Origin originOf(Reading reading) {
    return reading.origin;
  }
}
