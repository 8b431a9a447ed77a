package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.series.Channel;
import java.time.Duration;
import java.util.Arrays;

/**
 * The vessels of a cell to rows: flow is the number of distinct vessels that came in, per hour;
 * density the number of distinct vessels seen; speed the mean of those that moved.
 */
final class CellAggregator extends IntervalAggregator<VesselFix, PendingVessels> {

  private static final long serialVersionUID = 1;

  CellAggregator(NetworkHandle network) {
    super(network, PendingVessels.class);
  }

  @Override
  long timeOf(VesselFix fix) {
    return fix.time;
  }

  @Override
  PendingVessels empty() {
    return new PendingVessels();
  }

  @Override
  void add(PendingVessels vessels, VesselFix fix) {
    vessels.add(fix);
  }

  @Override
  IntervalRow row(String cell, PendingVessels vessels) {
    IntervalRow row = new IntervalRow();
    row.site = network().measured().network().indexOf(cell).orElse(IntervalRow.OUTSIDE);
    row.readings = vessels.fixes;
    row.duplicates = vessels.duplicates;
    row.values = new double[network().measured().channels().size()];
    Arrays.fill(row.values, Double.NaN);
    double perHour = Duration.ofHours(1).toMillis() / (double) network().intervalMillis();
    set(row, Channel.FLOW, vessels.entries() * perHour);
    set(row, Channel.DENSITY, vessels.count);
    set(row, Channel.SPEED, vessels.meanSpeed());
    return row;
  }

  private void set(IntervalRow row, String name, double value) {
    network()
        .measured()
        .channelIndex(name)
        .ifPresent(
            c -> {
              if (network().measured().channels().get(c).accepts(value)) {
                row.values[c] = value;
              }
            });
  }

  @Override
  Refused refused(VesselFix fix) {
    Refused refused = new Refused();
    refused.source = fix.source;
    refused.line = fix.line;
    refused.raw = fix.raw;
    refused.recordTopic = Topic.POSITIONS.topicName();
    refused.detail = "vessel " + fix.vessel;
    return refused;
  }
}
