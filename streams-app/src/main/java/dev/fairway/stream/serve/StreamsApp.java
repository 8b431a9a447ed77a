package dev.fairway.stream.serve;

import dev.fairway.stream.serve.http.Backend;
import dev.fairway.stream.serve.http.Health;
import dev.fairway.stream.serve.http.HttpApi;
import dev.fairway.stream.serve.http.LiveActivity;
import dev.fairway.stream.serve.topology.ScoringTopology;
import dev.fairway.stream.serve.topology.Store;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app that scores and shows: Kafka Streams and the HTTP server on its state. One process
 * answers for the sites of the partitions it has been given; alone, for all.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics streamsMetrics;
  private final HttpApi http;
  private final URI address;

  private StreamsApp(ServeConfig config, InstantSource clock) {
    LiveActivity activity = new LiveActivity(metrics, clock);
    streams =
        new KafkaStreams(
            ScoringTopology.build(config.retention(), activity), StreamsSettings.of(config));
    streams.setUncaughtExceptionHandler(
        e -> {
          LOG.error("A scoring thread failed and is replaced", e);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    http =
        new HttpApi(
            new StreamsBackend(streams, activity),
            activity,
            metrics,
            clock,
            config.host(),
            config.port());
    address = URI.create("http://" + config.host() + ":" + http.port() + "/");
    streamsMetrics = new KafkaStreamsMetrics(streams);
    streamsMetrics.bindTo(metrics);
    streams.start();
  }

  /**
   * Starts; the topics must be there, and {@link ServeRules} have nothing against it. Returns
   * before the state is restored: /health says when it is.
   */
  public static StreamsApp start(ServeConfig config, InstantSource clock) {
    return new StreamsApp(config, clock);
  }

  /** Of the dashboard. */
  public URI address() {
    return address;
  }

  /** Stops to answer, commits what has been scored, and stops. */
  @Override
  public void close() {
    http.close();
    if (!streams.close(CLOSE)) {
      LOG.warn("Kafka Streams did not stop within {}", CLOSE);
    }
    streamsMetrics.close();
    metrics.close();
  }

  private record StreamsBackend(KafkaStreams streams, LiveActivity activity) implements Backend {

    @Override
    public <V> ReadOnlyKeyValueStore<String, V> read(Store<V> store) {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              store.name(), QueryableStoreTypes.<String, V>keyValueStore()));
    }

    @Override
    public Health health() {
      KafkaStreams.State state = streams.state();
      boolean up = state == KafkaStreams.State.RUNNING;
      return new Health(
          up ? "up" : "down",
          state.name(),
          up ? "" : "Kafka Streams is " + state + ", not RUNNING",
          activity.lastRecord().orElse(null),
          RecordsBehind.of(streams.metrics()).orElse(null));
    }
  }
}
