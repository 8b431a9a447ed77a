package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.SiteLatest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is remembered of the sites of a task: the newest records, the past, and the forecasts that
 * wait for their truth. It is bounded by {@link Retention}, on the clock of the site's own records:
 * what is older is forgotten, and what comes older than that is not taken in.
 */
final class SiteState {

  private final KeyValueStore<String, Forecast> forecasts;
  private final KeyValueStore<String, PastInterval> history;
  private final KeyValueStore<String, SiteLatest> latest;
  private final Retention retention;

  SiteState(ProcessingContext context, Retention retention) {
    forecasts = Store.FORECASTS.in(context);
    history = Store.HISTORY.in(context);
    latest = Store.LATEST.in(context);
    this.retention = retention;
  }

  Admission admit(SiteInterval interval) {
    long start = interval.getIntervalStart().getSeconds();
    SiteLatest known = latestOf(interval.getNetwork(), interval.getSite());
    long oldest =
        known.getInterval().getIntervalStart().getSeconds()
            - (long) retention.history() * interval.getIntervalSeconds();
    if (known.hasInterval() && start <= oldest) {
      return Admission.TOO_OLD;
    }
    return history.get(StoreKeys.past(interval.getNetwork(), interval.getSite(), start)) == null
        ? Admission.NEW
        : Admission.REPEATED;
  }

  Admission admit(Forecast forecast) {
    long issue = forecast.getIssueTime().getSeconds();
    if (issue <= oldestForecast(forecast)) {
      return Admission.TOO_OLD;
    }
    return forecasts.get(key(forecast)) == null ? Admission.NEW : Admission.REPEATED;
  }

  /** Forecasts of any model that look at the interval that starts at that time. */
  List<Forecast> forecastsOf(
      String network, String site, String channel, long start, int intervalSeconds) {
    long earliest = Math.max(0, start - (Retention.HORIZON - 1L) * intervalSeconds);
    List<Forecast> found = new ArrayList<>();
    try (KeyValueIterator<String, Forecast> range =
        forecasts.range(
            StoreKeys.forecastsFrom(network, site, channel, earliest),
            StoreKeys.forecastsTo(network, site, channel, start))) {
      range.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }

  /** What is known already of the intervals that a forecast looks at, by start. */
  Map<Long, PastInterval> pastsOf(Forecast forecast) {
    long first = forecast.getIssueTime().getSeconds();
    long last = first + (Retention.HORIZON - 1L) * forecast.getIntervalSeconds();
    Map<Long, PastInterval> found = new HashMap<>();
    try (KeyValueIterator<String, PastInterval> range =
        history.range(
            StoreKeys.past(forecast.getNetwork(), forecast.getSite(), first),
            StoreKeys.past(forecast.getNetwork(), forecast.getSite(), last))) {
      range.forEachRemaining(entry -> found.put(entry.value.getStart(), entry.value));
    }
    return found;
  }

  void remember(String network, String site, PastInterval past) {
    history.put(StoreKeys.past(network, site, past.getStart()), past);
  }

  /** Makes an interval the newest, if it is, and forgets what is now too old. */
  void advance(SiteInterval interval) {
    String network = interval.getNetwork();
    String site = interval.getSite();
    SiteLatest known = latestOf(network, site);
    long start = interval.getIntervalStart().getSeconds();
    if (known.hasInterval() && start <= known.getInterval().getIntervalStart().getSeconds()) {
      return;
    }
    latest.put(StoreKeys.site(network, site), known.toBuilder().setInterval(interval).build());
    long oldest = start - (long) retention.history() * interval.getIntervalSeconds();
    if (oldest >= 0) {
      forget(history, StoreKeys.past(network, site, 0), StoreKeys.past(network, site, oldest));
    }
  }

  void remember(Forecast forecast) {
    String key = key(forecast);
    forecasts.put(key, forecast);
    SiteLatest known = latestOf(forecast.getNetwork(), forecast.getSite());
    String newest = known.getForecastKeysMap().get(forecast.getChannel());
    // The issue time comes before the model in the key; of one issue, the last to come counts.
    if (newest != null && issueOf(newest) > forecast.getIssueTime().getSeconds()) {
      return;
    }
    latest.put(
        StoreKeys.site(forecast.getNetwork(), forecast.getSite()),
        known.toBuilder().putForecastKeys(forecast.getChannel(), key).build());
    long oldest = oldestForecast(forecast);
    if (oldest >= 0) {
      forget(
          forecasts,
          StoreKeys.forecastsFrom(
              forecast.getNetwork(), forecast.getSite(), forecast.getChannel(), 0),
          StoreKeys.forecastsTo(
              forecast.getNetwork(), forecast.getSite(), forecast.getChannel(), oldest));
    }
  }

  /**
   * Issue time up to which the forecasts of a site and channel are forgotten. It only ever rises,
   * so that a forecast that was scored and forgotten is never taken in again.
   */
  private long oldestForecast(Forecast forecast) {
    SiteLatest known = latestOf(forecast.getNetwork(), forecast.getSite());
    String newestKey = known.getForecastKeysMap().get(forecast.getChannel());
    if (newestKey == null) {
      return -1;
    }
    long interval = forecast.getIntervalSeconds();
    long newest = issueOf(newestKey);
    long unheard = newest - retention.history() * interval;
    if (!known.hasInterval()) {
      return unheard;
    }
    // In a back-fill either may be far ahead; what counts is what both have passed.
    long passed = Math.min(known.getInterval().getIntervalStart().getSeconds(), newest);
    return Math.max(unheard, passed - retention.pending() * interval);
  }

  private SiteLatest latestOf(String network, String site) {
    SiteLatest known = latest.get(StoreKeys.site(network, site));
    return known == null ? SiteLatest.getDefaultInstance() : known;
  }

  private static String key(Forecast f) {
    return StoreKeys.forecast(
        f.getNetwork(), f.getSite(), f.getChannel(), f.getIssueTime().getSeconds(), f.getModel());
  }

  private static long issueOf(String forecastKey) {
    return Long.parseLong(StoreKeys.split(forecastKey).get(3));
  }

  private static <V> void forget(KeyValueStore<String, V> store, String from, String to) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, V> range = store.range(from, to)) {
      while (range.hasNext()) {
        KeyValue<String, V> entry = range.next();
        old.add(entry.key);
      }
    }
    old.forEach(store::delete);
  }
}
