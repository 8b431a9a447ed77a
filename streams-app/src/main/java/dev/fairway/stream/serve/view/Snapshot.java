package dev.fairway.stream.serve.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All sites of a network as they are now. Values are in the channels' units.
 *
 * @param eventTime end of the newest interval of any site; null before the first
 * @param reporting sites that are current
 * @param imputedShare mean over the sites' newest forecasts; null before the first
 * @param fallbackSites sites whose newest forecast is a fallback
 */
public record Snapshot(
    String network,
    Instant eventTime,
    int intervalSeconds,
    int reporting,
    Double imputedShare,
    int fallbackSites,
    List<SiteNow> sites) {

  /**
   * @param at start of the site's newest interval; null before the first
   * @param current whether that is the network's newest, or the one before: a new interval comes
   *     site by site
   * @param forecast by channel
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SiteNow(
      String id,
      Instant at,
      boolean current,
      Map<String, Double> values,
      Map<String, ForecastNow> forecast) {}

  /**
   * @param issued the end of the last interval it has seen
   * @param current whether it was issued at the end of one of those two
   * @param means for the intervals that start at issued, issued + interval...
   * @param model "last-value", "seasonal", or the hash of a model
   */
  public record ForecastNow(
      Instant issued,
      boolean current,
      List<Double> means,
      String model,
      boolean fallback,
      double imputedShare) {}
}
