package dev.fairway.stream.flink;

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
  boolean add(CellVessels vessels, VesselFix fix) {
    if (fix.repeated) {
      vessels.addRepeated();
      return true;
    }
    if (fix.cell.isEmpty()) {
      vessels.addUnplaced();
      return true;
    }
    return vessels.add(fix.vessel, fix.entered, fix.speed);
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
  Origin originOf(VesselFix fix) {
    return fix.origin;
  }
}
