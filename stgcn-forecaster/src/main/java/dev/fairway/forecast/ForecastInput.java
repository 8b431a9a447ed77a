package dev.fairway.forecast;

import dev.fairway.series.TrafficWindow;
import java.util.Optional;

/**
 * What a forecaster sees.
 *
 * @param observed the window as measured: which cells are real
 * @param filled {@code [C, T, N]}, the same window with every hole filled, in the channels' units
 * @param representation extra node features {@code [N, d]}, packed; empty if there are none
 */
public record ForecastInput(
    TrafficWindow observed, float[] filled, Optional<float[]> representation) {

  public ForecastInput {
    if (filled.length != observed.values().length) {
      throw new IllegalArgumentException(
          "The filled window has "
              + filled.length
              + " cells, the observed one "
              + observed.values().length);
    }
  }
}
