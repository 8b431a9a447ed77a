package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to Kafka what ingest would. */
final class Feed implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final List<Future<?>> sent = new ArrayList<>();

  /**
   * One request at a time: a partition that was created a moment ago may refuse the first batch and
   * take the second, and then refuses the first for ever, as out of order.
   */
  Feed(String bootstrapServers, int partitions) {
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void observe(String network, String site, double minutes, Map<String, Double> values) {
    Observation observation =
        Observation.newBuilder()
            .setNetwork(network)
            .setSite(site)
            .setTime(Times.toTimestamp(Instant.ofEpochMilli(Networks.at(minutes))))
            .putAllValues(values)
            .setSource("feed")
            .build();
    send(Envelope.wrap(Topic.OBSERVATIONS, site, network, observation, ContentType.JSON));
  }

  /** Flow and speed at all sites of the road, from one interval up to another. */
  void observeAll(int fromInterval, int toInterval) {
    for (int i = fromInterval; i < toInterval; i++) {
      for (String site : new String[] {"a", "b", "c"}) {
        observe("road", site, 5.0 * i, Map.of("flow", 100.0 + i, "speed", 20.0));
      }
    }
  }

  /** On every partition: the clock has reached the start of an interval. */
  void heartbeat(int interval) {
    Observation heartbeat =
        Observation.newBuilder()
            .setNetwork("road")
            .setTime(Times.toTimestamp(Instant.ofEpochMilli(Networks.at(5.0 * interval))))
            .setHeartbeat(true)
            .build();
    ProducerRecord<byte[], byte[]> wrapped =
        Envelope.wrap(Topic.OBSERVATIONS, "", "road", heartbeat, ContentType.JSON);
    for (int partition = 0; partition < partitions; partition++) {
      send(
          new ProducerRecord<>(
              wrapped.topic(), partition, wrapped.key(), wrapped.value(), wrapped.headers()));
    }
    flush();
  }

  void garbage() {
    send(
        new ProducerRecord<>(
            Topic.OBSERVATIONS.topicName(), "{\"broken".getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @param encoder whose representation the model takes; empty: none
   */
  void promote(String network, String model, String bundle, String encoder) {
    ModelEvent event =
        ModelEvent.newBuilder()
            .setNetwork(network)
            .setRole(ModelEvent.Role.FORECASTER)
            .setStatus(ModelEvent.Status.PROMOTED)
            .setModel(model)
            .setBundle(bundle)
            .setEncoder(encoder)
            .build();
    send(Envelope.wrap(Topic.MODELS, network + "/FORECASTER", network, event, ContentType.JSON));
    flush();
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Returns when the broker has everything. */
  private void flush() {
    producer.flush();
    for (Future<?> one : sent) {
      try {
        one.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
