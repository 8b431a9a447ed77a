package dev.fairway.stream.serve.view;

import java.time.Instant;

/**
 * Mean scores of the forecasts of one kind. Errors, CRPS and width are in the channel's unit.
 *
 * @param learned whether a trained model made them, not a baseline
 * @param coverage share of the observed values within the outermost quantiles, 0..1
 * @param nominalCoverage what that should be
 * @param lastTarget start of the latest interval that was scored
 */
public record ScoreView(
    String channel,
    String unit,
    String model,
    boolean learned,
    boolean fallback,
    int horizon,
    long count,
    double mae,
    double rmse,
    double crps,
    double coverage,
    double nominalCoverage,
    double width,
    Instant lastTarget) {}
