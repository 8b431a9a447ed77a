package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.PendingForecast;
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

  private final PendingForecasts pending;
  private final KeyValueStore<String, PastInterval> history;
  private final KeyValueStore<String, IssuedSteps> issued;
  private final KeyValueStore<String, SiteLatest> latest;

  /** What {@link #latest} holds, decoded: every record asks for it several times. */
  private final Map<String, SiteLatest> latestKnown = new HashMap<>();

  private final Retention retention;

  SiteState(ProcessingContext context, Retention retention) {
    pending = new PendingForecasts(context);
    history = Store.HISTORY.in(context);
    issued = Store.ISSUED.in(context);
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
    boolean known =
        pending.contains(
            forecast.getNetwork(),
            forecast.getSite(),
            forecast.getChannel(),
            StoreKeys.forecast(forecast));
    return known ? Admission.REPEATED : Admission.NEW;
  }

  /** Forecasts of any model that look at the interval that starts at that time. */
  List<PendingForecast> forecastsOf(
      String network, String site, String channel, long start, int intervalSeconds) {
    long earliest = start - (Retention.HORIZON - 1L) * intervalSeconds;
    return pending.issued(network, site, channel, earliest, start);
  }

  /** Forecasts of any model that were issued at that time. */
  List<PendingForecast> forecastsIssued(String network, String site, String channel, long issue) {
    return pending.issued(network, site, channel, issue, issue);
  }

  /**
   * What is known already of the interval that ended when a forecast was issued, and of those that
   * it looks at, by start.
   */
  Map<Long, PastInterval> pastsOf(Forecast forecast) {
    long issue = forecast.getIssueTime().getSeconds();
    long interval = forecast.getIntervalSeconds();
    long first = Math.max(0, issue - interval);
    long last = issue + (Retention.HORIZON - 1) * interval;
    Map<Long, PastInterval> found = new HashMap<>();
    try (KeyValueIterator<String, PastInterval> range =
        history.range(
            StoreKeys.past(forecast.getNetwork(), forecast.getSite(), first),
            StoreKeys.past(forecast.getNetwork(), forecast.getSite(), last))) {
      range.forEachRemaining(entry -> found.put(entry.value.getStart(), entry.value));
    }
    return found;
  }

  /** Takes an interval in, makes it the newest, if it is, and forgets what is now too old. */
  void remember(SiteInterval interval) {
    String network = interval.getNetwork();
    String site = interval.getSite();
    long start = interval.getIntervalStart().getSeconds();
    history.put(
        StoreKeys.past(network, site, start),
        PastInterval.newBuilder()
            .setStart(start)
            .setReadings(interval.getReadings())
            .putAllValues(interval.getValuesMap())
            .build());
    SiteLatest known = latestOf(network, site);
    if (known.hasInterval() && start <= known.getInterval().getIntervalStart().getSeconds()) {
      return;
    }
    putLatest(network, site, known.toBuilder().setInterval(interval).build());
    long oldest = start - (long) retention.history() * interval.getIntervalSeconds();
    if (oldest >= 0) {
      forget(history, StoreKeys.past(network, site, 0), StoreKeys.past(network, site, oldest));
    }
  }

  /** Takes in a forecast that is new. */
  void remember(PendingForecast forecast) {
    pending.put(forecast);
    Forecast f = forecast.getForecast();
    String network = f.getNetwork();
    String site = f.getSite();
    String channel = f.getChannel();
    issue(f);
    SiteLatest known = latestOf(network, site);
    String newest = known.getForecastKeysMap().get(channel);
    // The issue time comes before the model in the key; of one issue, the last to come counts.
    if (newest != null && StoreKeys.issueOf(newest) > f.getIssueTime().getSeconds()) {
      return;
    }
    putLatest(
        network, site, known.toBuilder().putForecastKeys(channel, StoreKeys.forecast(f)).build());
    long oldest = oldestForecast(f);
    if (oldest >= 0) {
      pending.forget(network, site, channel, oldest);
    }
  }

  /** The last value of a forecast that was taken in before has become known. */
  void complete(PendingForecast forecast) {
    pending.put(forecast);
  }

  /** Keeps what charts show, as long as the truths that they show it with. */
  private void issue(Forecast f) {
    IssuedSteps.Builder shown = IssuedSteps.newBuilder();
    for (ForecastStep step : f.getStepsList()) {
      if (ScoredSteps.isShown(step)) {
        shown.addSteps(ScoredSteps.issued(step));
      }
    }
    String network = f.getNetwork();
    String site = f.getSite();
    String channel = f.getChannel();
    long issue = f.getIssueTime().getSeconds();
    issued.put(StoreKeys.issued(network, site, channel, issue), shown.build());
    long oldest = issue - (long) (retention.history() + Retention.HORIZON) * f.getIntervalSeconds();
    if (oldest >= 0) {
      forget(
          issued,
          StoreKeys.issued(network, site, channel, 0),
          StoreKeys.issued(network, site, channel, oldest));
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
    long newest = StoreKeys.issueOf(newestKey);
    long unheard = newest - retention.history() * interval;
    if (!known.hasInterval()) {
      return unheard;
    }
    // In a back-fill either may be far ahead; what counts is what both have passed.
    long passed = Math.min(known.getInterval().getIntervalStart().getSeconds(), newest);
    return Math.max(unheard, passed - retention.pending() * interval);
  }

  private SiteLatest latestOf(String network, String site) {
    return latestKnown.computeIfAbsent(
        StoreKeys.site(network, site),
        key -> {
          SiteLatest stored = latest.get(key);
          return stored == null ? SiteLatest.getDefaultInstance() : stored;
        });
  }

  private void putLatest(String network, String site, SiteLatest now) {
    String key = StoreKeys.site(network, site);
    latestKnown.put(key, now);
    latest.put(key, now);
  }

  private static <V> void forget(KeyValueStore<String, V> store, String from, String to) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, V> range = store.range(from, to)) {
      while (range.hasNext()) {
        KeyValue<String, V> entry = range.next();
        old.add(entry.key);
      }
    }
    // Not delete(), which would decode what is deleted.
    old.forEach(key -> store.put(key, null));
  }
}
