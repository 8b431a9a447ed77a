package dev.fairway.stream.serve.topology;

import dev.fairway.stream.serve.state.PendingForecast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The store of pending forecasts as the one task that writes it sees it. A truth meets up to twelve
 * forecasts of each channel, so they are kept decoded: read once for each site and channel, then
 * only written. It costs as much memory again as the store.
 */
final class PendingForecasts {

  private final KeyValueStore<String, PendingForecast> store;

  /** By the beginning of the keys, then by key. */
  private final Map<String, NavigableMap<String, PendingForecast>> known = new HashMap<>();

  PendingForecasts(ProcessingContext context) {
    store = Store.FORECASTS.in(context);
  }

  boolean contains(String network, String site, String channel, String key) {
    return of(network, site, channel).containsKey(key);
  }

  /** Those issued from one time to another, both included, oldest first. */
  List<PendingForecast> issued(String network, String site, String channel, long from, long to) {
    return List.copyOf(
        of(network, site, channel)
            .subMap(
                StoreKeys.forecastsFrom(network, site, channel, Math.max(0, from)),
                StoreKeys.forecastsTo(network, site, channel, to))
            .values());
  }

  void put(PendingForecast pending) {
    var f = pending.getForecast();
    String key = StoreKeys.forecast(f);
    of(f.getNetwork(), f.getSite(), f.getChannel()).put(key, pending);
    store.put(key, pending);
  }

  /** Forgets those issued at that time or earlier. */
  void forget(String network, String site, String channel, long upTo) {
    Map<String, PendingForecast> old =
        of(network, site, channel)
            .headMap(StoreKeys.forecastsTo(network, site, channel, upTo), true);
    // Not delete(), which would decode what is deleted.
    old.keySet().forEach(key -> store.put(key, null));
    old.clear();
  }

  private NavigableMap<String, PendingForecast> of(String network, String site, String channel) {
    return known.computeIfAbsent(StoreKeys.first(network, site, channel), this::read);
  }

  private NavigableMap<String, PendingForecast> read(String first) {
    NavigableMap<String, PendingForecast> found = new TreeMap<>();
    // '\1' follows the separator that the first parts end with.
    String last = first.substring(0, first.length() - 1) + '\1';
    try (KeyValueIterator<String, PendingForecast> range = store.range(first, last)) {
      while (range.hasNext()) {
        KeyValue<String, PendingForecast> entry = range.next();
        found.put(entry.key, entry.value);
      }
    }
    return found;
  }
}
