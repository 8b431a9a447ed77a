package dev.fairway.stream.serve.view;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.PendingForecast;
import dev.fairway.stream.serve.state.SiteLatest;
import dev.fairway.stream.serve.topology.Store;
import dev.fairway.stream.serve.topology.StoreKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Answers about sites: all of a network as they are now, or one with its past. */
public final class Sites {

  private final StateStores stores;
  private final Networks networks;

  public Sites(StateStores stores) {
    this.stores = stores;
    this.networks = new Networks(stores);
  }

  /**
   * @throws UnknownNameException if there is no such network
   */
  public Snapshot snapshot(String network) {
    NetworkDefinition definition = networks.definition(network);
    ReadOnlyKeyValueStore<String, SiteLatest> latest = stores.read(Store.LATEST);
    Map<String, SiteLatest> known = new TreeMap<>();
    long newest = Long.MIN_VALUE;
    for (NetworkDefinition.Site site : definition.getSitesList()) {
      SiteLatest found = latest.get(StoreKeys.site(network, site.getId()));
      if (found != null) {
        known.put(site.getId(), found);
        if (found.hasInterval()) {
          newest = Math.max(newest, found.getInterval().getIntervalStart().getSeconds());
        }
      }
    }
    long end = newest == Long.MIN_VALUE ? newest : newest + definition.getIntervalSeconds();
    List<Snapshot.SiteNow> now = new ArrayList<>();
    for (NetworkDefinition.Site site : definition.getSitesList()) {
      now.add(
          siteNow(
              site.getId(),
              known.getOrDefault(site.getId(), SiteLatest.getDefaultInstance()),
              end));
    }
    List<Snapshot.ForecastNow> forecasts =
        now.stream().flatMap(site -> site.forecast().values().stream()).toList();
    return new Snapshot(
        network,
        newest == Long.MIN_VALUE ? null : Instant.ofEpochSecond(end),
        definition.getIntervalSeconds(),
        (int) now.stream().filter(Snapshot.SiteNow::current).count(),
        forecasts.isEmpty()
            ? null
            : forecasts.stream().mapToDouble(Snapshot.ForecastNow::imputedShare).sum()
                / forecasts.size(),
        (int)
            now.stream()
                .filter(
                    site ->
                        site.forecast().values().stream().anyMatch(Snapshot.ForecastNow::fallback))
                .count(),
        now);
  }

  private Snapshot.SiteNow siteNow(String site, SiteLatest latest, long newestEnd) {
    Map<String, Snapshot.ForecastNow> forecasts = new TreeMap<>();
    latestForecasts(latest)
        .forEach((channel, forecast) -> forecasts.put(channel, forecastNow(forecast, newestEnd)));
    if (!latest.hasInterval()) {
      return new Snapshot.SiteNow(site, null, false, Map.of(), forecasts);
    }
    SiteInterval interval = latest.getInterval();
    Instant start = Times.toInstant(interval.getIntervalStart());
    boolean current = start.getEpochSecond() + 2L * interval.getIntervalSeconds() >= newestEnd;
    return new Snapshot.SiteNow(site, start, current, interval.getValuesMap(), forecasts);
  }

  private static Snapshot.ForecastNow forecastNow(Forecast forecast, long newestEnd) {
    return new Snapshot.ForecastNow(
        Times.toInstant(forecast.getIssueTime()),
        forecast.getIssueTime().getSeconds() + forecast.getIntervalSeconds() >= newestEnd,
        forecast.getStepsList().stream().map(ForecastStep::getMean).toList(),
        forecast.getModel(),
        forecast.getFallback(),
        forecast.getImputedShare());
  }

  /** By channel. */
  private Map<String, Forecast> latestForecasts(SiteLatest latest) {
    ReadOnlyKeyValueStore<String, PendingForecast> pending = stores.read(Store.FORECASTS);
    Map<String, Forecast> found = new TreeMap<>();
    latest
        .getForecastKeysMap()
        .forEach(
            (channel, key) -> {
              PendingForecast forecast = pending.get(key);
              if (forecast != null) {
                found.put(channel, forecast.getForecast());
              }
            });
    return found;
  }

  /**
   * @throws UnknownNameException if there is no such network, or no such site in it
   */
  public SiteDetail site(String network, String site) {
    NetworkDefinition definition = networks.definition(network);
    NetworkDefinition.Site described =
        definition.getSitesList().stream()
            .filter(s -> s.getId().equals(site))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnknownNameException(
                        "There is no site '" + site + "' in network '" + network + "'"));
    List<PastInterval> history =
        Ranges.of(stores.read(Store.HISTORY), network, site).stream().map(e -> e.value).toList();
    PastViews past = new PastViews(history, Ranges.of(stores.read(Store.ISSUED), network, site));
    SiteLatest latest = stores.read(Store.LATEST).get(StoreKeys.site(network, site));
    Map<String, SiteDetail.ForecastView> forecasts = new TreeMap<>();
    if (latest != null) {
      latestForecasts(latest)
          .forEach((channel, forecast) -> forecasts.put(channel, ForecastViews.of(forecast)));
    }
    boolean located =
        Double.isFinite(described.getLatitude()) && Double.isFinite(described.getLongitude());
    return new SiteDetail(
        network,
        site,
        described.getName().isBlank() ? site : described.getName(),
        located ? List.of(described.getLongitude(), described.getLatitude()) : null,
        definition.getIntervalSeconds(),
        past.views(),
        forecasts,
        past.scores());
  }
}
