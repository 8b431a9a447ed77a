package dev.fairway.stream.flink;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.series.MeasuredNetwork;
import java.time.Instant;

/** What one site measured in one interval. */
public final class IntervalRow {

  /** Stands for whatever lies outside all cells of a waterway: it only says that the feed lives. */
  static final int OUTSIDE = -1;

  /** In node order, or OUTSIDE. */
  public int site;

  /** Of the interval, Unix ms. */
  public long start;

  /** By channel; NaN: not observed. */
  public double[] values = {};

  public int readings;
  public int duplicates;

  boolean isOutside() {
    return site == OUTSIDE;
  }

  OutsideInterval toOutsideInterval(MeasuredNetwork measured) {
    return OutsideInterval.newBuilder()
        .setNetwork(measured.network().id())
        .setIntervalStart(Times.toTimestamp(Instant.ofEpochMilli(start)))
        .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
        .setReadings(readings)
        .setDuplicates(duplicates)
        .build();
  }

  SiteInterval toSiteInterval(MeasuredNetwork measured) {
    SiteInterval.Builder interval =
        SiteInterval.newBuilder()
            .setNetwork(measured.network().id())
            .setSite(measured.network().sites().get(site).id())
            .setIntervalStart(Times.toTimestamp(Instant.ofEpochMilli(start)))
            .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
            .setReadings(readings)
            .setDuplicates(duplicates);
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        interval.putValues(measured.channels().get(c).name(), values[c]);
      }
    }
    return interval.build();
  }
}
