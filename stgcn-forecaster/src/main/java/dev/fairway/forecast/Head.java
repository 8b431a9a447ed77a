package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a forecaster says of each cell, and what it is trained on.
 *
 * <p>Of the point forecasts the median has the smallest mean absolute error and the mean the
 * smallest mean squared error. For skewed counts they are far apart (the median of a rare event is
 * 0), so a count head gives both: its mean as the forecast, its median as the 0.5 quantile.
 */
public enum Head {
  /** One number, trained on the absolute error: the median. Quantiles come from its residuals. */
  @JsonProperty("point")
  POINT,

  /**
   * One number, trained on the Huber loss with its knee at one scaled unit: between median and
   * mean. Quantiles come from its residuals.
   */
  @JsonProperty("huber")
  HUBER,

  /** Quantiles, trained on the pinball loss, which cannot cross; the forecast is the median. */
  @JsonProperty("quantiles")
  QUANTILES,

  /**
   * For channels that count (veh/h, vessels/h) a negative binomial distribution, trained on the
   * likelihood of the counts; quantiles for the other channels.
   */
  @JsonProperty("negative-binomial")
  NEGATIVE_BINOMIAL,

  /** The same with an extra share of zeros, for sites that are mostly empty. */
  @JsonProperty("zero-inflated")
  ZERO_INFLATED;

  /** Whether quantiles are the network's own, or made of the residuals of the validation part. */
  boolean hasQuantiles() {
    return this != POINT && this != HUBER;
  }
}
