package dev.fairway.stream.serve.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything about one site. Values are in the channels' units.
 *
 * @param position longitude, latitude; null if unknown
 * @param history oldest first; intervals without a reading are missing
 * @param forecasts by channel: the newest
 * @param scores by channel and horizon, over the history
 */
public record SiteDetail(
    String network,
    String id,
    String name,
    List<Double> position,
    int intervalSeconds,
    List<PastView> history,
    Map<String, ForecastView> forecasts,
    Map<String, List<HorizonScore>> scores) {

  /**
   * What happened, and what had been expected.
   *
   * @param issued by channel and horizon, as it was issued then
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record PastView(
      Instant start,
      int readings,
      Map<String, Double> values,
      Map<String, Map<Integer, IssuedView>> issued) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record IssuedView(double mean, Double lower, Double upper) {}

  public record ForecastView(
      String unit,
      Instant issued,
      String model,
      boolean fallback,
      String fallbackReason,
      double imputedShare,
      String imputation,
      String representation,
      List<Double> levels,
      List<StepView> steps) {}

  public record StepView(int horizon, Instant target, double mean, List<Double> quantiles) {}

  public record HorizonScore(int horizon, long count, double mae, double rmse) {}
}
