package dev.fairway.forecast;

import dev.fairway.series.TrafficWindow;

/**
 * A window as a forecaster sees it, and what came after.
 *
 * @param target {@code [C, H, N]}: all channels of the intervals that follow, those that are not
 *     forecast too
 */
public record Example(ForecastInput input, TrafficWindow target) {}
