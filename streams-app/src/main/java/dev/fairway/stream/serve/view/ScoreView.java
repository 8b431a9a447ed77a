package dev.fairway.stream.serve.view;

import java.time.Instant;

/**
 * Mean scores of the forecasts of one kind. Errors, CRPS and width are in the channel's unit.
 *
 * @param learned whether a trained model made them, not a baseline
 * @param coverage share of the observed values within the outermost quantiles, 0..1
 * @param nominalCoverage what that should be
 * @param lastTarget start of the latest interval that was scored
 * @param persistence how they compare with the repetition of the last value; null where that was
 *     never known
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
    Instant lastTarget,
    Persistence persistence) {

  /**
   * The same forecasts beside the forecast that repeats what was observed in the interval before
   * their issue. Models serve at different times, and some hours are harder than others: their
   * errors do not compare, their skills do, as each is taken on the same cells as its reference.
   *
   * @param count forecasts whose last value was observed: not more than all
   * @param mae of these forecasts
   * @param lastValueMae of the repetition, on the same targets
   * @param skill 1 - mae / lastValueMae: 1 is perfect, 0 no better than repetition; null where
   *     repetition made no error
   */
  public record Persistence(long count, double mae, double lastValueMae, Double skill) {}
}
