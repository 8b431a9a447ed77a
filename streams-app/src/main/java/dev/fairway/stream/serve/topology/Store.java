package dev.fairway.stream.serve.topology;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.ModelState;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.PendingForecast;
import dev.fairway.stream.serve.state.Refusals;
import dev.fairway.stream.serve.state.ScoreSums;
import dev.fairway.stream.serve.state.SiteLatest;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A state store. All are in memory, because RocksDB of Kafka Streams and of Flink cannot share a
 * JVM, and all have a changelog topic, from which a restart restores them.
 *
 * @param <V> type of the values; the keys are made by {@link StoreKeys}
 */
public record Store<V>(String name, StoreBuilder<KeyValueStore<String, V>> builder) {

  /** Segments small enough for the broker to compact: the default of 1 GiB is never full. */
  private static final Map<String, String> CHANGELOG = Map.of("segment.bytes", "33554432");

  /** Forecasts that may still be scored, by network, site, channel, issue and model. */
  public static final Store<PendingForecast> FORECASTS =
      appended("pending", PendingForecast.parser());

  /** What happened, by network, site and start. */
  public static final Store<PastInterval> HISTORY = appended("history", PastInterval.parser());

  /** What had been expected, by network, site, channel and issue. */
  public static final Store<IssuedSteps> ISSUED = appended("issued", IssuedSteps.parser());

  /** By network and site. */
  public static final Store<SiteLatest> LATEST = overwritten("latest", SiteLatest.parser());

  /** By {@link ScoreKind} and partition. */
  public static final Store<ScoreSums> SUMS = overwritten("score-sums", ScoreSums.parser());

  /** By network, reason and partition. */
  public static final Store<Refusals> REFUSALS = overwritten("refusals", Refusals.parser());

  /** By network and role. */
  public static final Store<ModelState> MODELS = overwritten("models", ModelState.parser());

  /** By network. */
  public static final Store<NetworkDefinition> NETWORKS =
      overwritten("networks", NetworkDefinition.parser());

  KeyValueStore<String, V> in(ProcessingContext context) {
    return context.getStateStore(name);
  }

  private static <V extends Message> Store<V> appended(String name, Parser<V> parser) {
    return new Store<>(name, builder(name, parser));
  }

  /** A value that changes often goes to the changelog once per commit, thanks to the cache. */
  private static <V extends Message> Store<V> overwritten(String name, Parser<V> parser) {
    return new Store<>(name, builder(name, parser).withCachingEnabled());
  }

  private static <V extends Message> StoreBuilder<KeyValueStore<String, V>> builder(
      String name, Parser<V> parser) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), MessageSerde.of(parser))
        .withLoggingEnabled(CHANGELOG);
  }
}
