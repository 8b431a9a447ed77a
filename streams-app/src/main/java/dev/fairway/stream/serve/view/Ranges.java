package dev.fairway.stream.serve.view;

import dev.fairway.stream.serve.topology.StoreKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Entries of a store by the beginning of their keys. */
final class Ranges {

  static <V> List<KeyValue<String, V>> of(
      ReadOnlyKeyValueStore<String, V> store, String... firstParts) {
    try (KeyValueIterator<String, V> range =
        store.range(StoreKeys.first(firstParts), StoreKeys.last(firstParts))) {
      return list(range);
    }
  }

  static <V> List<KeyValue<String, V>> all(ReadOnlyKeyValueStore<String, V> store) {
    try (KeyValueIterator<String, V> all = store.all()) {
      return list(all);
    }
  }

  private static <V> List<KeyValue<String, V>> list(KeyValueIterator<String, V> entries) {
    List<KeyValue<String, V>> list = new ArrayList<>();
    entries.forEachRemaining(list::add);
    return list;
  }

  private Ranges() {}
}
