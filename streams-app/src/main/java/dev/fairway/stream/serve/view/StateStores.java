package dev.fairway.stream.serve.view;

import dev.fairway.stream.serve.topology.Store;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The topology's stores, to read. */
public interface StateStores {

  /**
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the store is restored
   *     or moves to another process
   */
  <V> ReadOnlyKeyValueStore<String, V> read(Store<V> store);
}
