package dev.fairway.stream.flink;

import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.baseline.FilledWindow;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.Arrays;

/** A window of a network, its holes filled, with the forecast that needs no model. */
public final class WindowReady {

  public String network = "";

  /** Start of the first interval, Unix ms. */
  public long start;

  /** [C, T, N], packed; 0 where not observed. */
  public float[] values = {};

  public boolean[] observed = {};

  /** [C, T, N]: without holes. */
  public float[] filled = {};

  /** [N]: share of the site's cells that were not observed. */
  public double[] imputedShare = {};

  /** [N]: label of the worst source of a filled cell. */
  public String[] imputation = {};

  /** [F, H, N], packed: the baseline's. */
  public float[] baselineMean = {};

  /** [Q, F, H, N], packed. */
  public float[] baselineQuantiles = {};

  /** [F * N]: which baseline it is. */
  public String[] baselineModel = {};

  static WindowReady of(
      MeasuredNetwork measured, TrafficWindow window, FilledWindow filled, Prediction baseline) {
    WindowReady ready = new WindowReady();
    ready.network = measured.network().id();
    ready.start = window.start().toEpochMilli();
    ready.values = window.values();
    ready.observed = window.observed();
    ready.filled = filled.values();
    ready.imputedShare = filled.imputedShare();
    ready.imputation =
        Arrays.stream(filled.sources()).map(source -> source.label()).toArray(String[]::new);
    ready.baselineMean = baseline.mean();
    ready.baselineQuantiles = baseline.quantiles();
    return ready;
  }

  TrafficWindow window(MeasuredNetwork measured) {
    return new TrafficWindow(
        Instant.ofEpochMilli(start),
        measured.interval(),
        measured.channels().size(),
        SnapshotRing.STEPS,
        measured.network().size(),
        values,
        observed);
  }

  Prediction baseline(MeasuredNetwork measured) {
    return new Prediction(
        measured.forecastChannels().length,
        NetworkMemory.HORIZON,
        measured.network().size(),
        baselineMean,
        QuantileTracker.levels(),
        baselineQuantiles);
  }

  boolean hasHoles() {
    for (boolean mark : observed) {
      if (!mark) {
        return true;
      }
    }
    return false;
  }
}
