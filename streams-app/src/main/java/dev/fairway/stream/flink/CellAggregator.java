package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.series.interval.CellVessels;

/** The vessels of a cell to rows (see {@link CellVessels#aggregate}). */
final class CellAggregator extends IntervalAggregator<VesselFix, CellVessels> {

  private static final long serialVersionUID = 1;

  CellAggregator(NetworkHandle network) {
    super(network, CellVessels.class);
  }

  @Override
  long timeOf(VesselFix fix) {
    return fix.time;
  }

  @Override
  CellVessels empty() {
    return new CellVessels();
  }

  @Override
  void add(CellVessels vessels, VesselFix fix) {
    if (fix.repeated) {
      vessels.addRepeated();
    } else {
      vessels.add(fix.vessel, fix.entered, fix.speed);
    }
  }

  @Override
  IntervalRow row(String cell, CellVessels vessels) {
    IntervalRow row = new IntervalRow();
    row.site = network().measured().network().indexOf(cell).orElse(IntervalRow.OUTSIDE);
    row.readings = vessels.fixes;
    row.duplicates = vessels.duplicates;
    row.values = vessels.aggregate(network().measured());
    return row;
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
