package dev.fairway.stream.flink;

import dev.fairway.forecast.baseline.IssuedForecasts;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.MeasuredNetwork;

/** What is remembered of a network from one interval to the next. */
public final class NetworkMemory {

  /** Intervals ahead that are forecast. */
  static final int HORIZON = 12;

  public SnapshotRing ring = new SnapshotRing();
  public SeasonalProfile profile = new SeasonalProfile();
  public QuantileTracker tracker = new QuantileTracker();
  public IssuedForecasts issued = new IssuedForecasts();

  /** Start of the next interval to close, Unix ms; meaningless while there is no grid. */
  public long next;

  /** Whether intervals are being closed one after the other. */
  public boolean running;

  /** End of the last interval that was closed, Unix ms. */
  public long closedUntil = Long.MIN_VALUE;

  /** For the state serializer. */
  public NetworkMemory() {}

  NetworkMemory(MeasuredNetwork measured) {
    int sites = measured.network().size();
    int targets = measured.forecastChannels().length;
    this.ring = new SnapshotRing(measured.channels().size(), sites);
    this.profile = new SeasonalProfile(measured);
    this.tracker = new QuantileTracker(targets, HORIZON, sites);
    this.issued = new IssuedForecasts(targets, HORIZON, sites);
  }
}
