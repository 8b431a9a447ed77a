package dev.fairway.benchmarks.accuracy;

import java.util.List;
import java.util.Map;

/**
 * What came of forecasts, by what was scored: a channel, or a channel at some of the sites.
 *
 * @param units of the errors
 * @param horizons one score for each, the nearest first
 */
public record Scores(Map<String, String> units, Map<String, List<HorizonScore>> horizons) {}
