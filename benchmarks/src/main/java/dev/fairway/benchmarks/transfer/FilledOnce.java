package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fills each window of one series once, where that takes long and epochs ask again and again. */
final class FilledOnce implements HoleFiller {

  private final HoleFiller filler;
  private final Map<Instant, float[]> filled = new ConcurrentHashMap<>();

  /**
   * @param filler is asked about windows of one series and of one length
   */
  FilledOnce(HoleFiller filler) {
    this.filler = filler;
  }

  @Override
  public float[] fill(TrafficWindow window) {
    return filled.computeIfAbsent(window.start(), start -> filler.fill(window));
  }
}
