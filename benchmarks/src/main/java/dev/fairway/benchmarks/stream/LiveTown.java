package dev.fairway.benchmarks.stream;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Observation;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Detectors of a town that report once in each interval, interval by interval as they are told. */
final class LiveTown implements AutoCloseable {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private final MeasuredNetwork town;
  private final int partitions;
  private final Producer<byte[], byte[]> producer;

  LiveTown(String bootstrapServers, MeasuredNetwork town, int partitions) {
    this.town = town;
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                // A new partition may refuse a first batch and take the second.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Every site reports, and event time passes the interval's end and the lateness.
   *
   * @return {@code System.nanoTime()} when the broker had all of it
   */
  long report(long interval) {
    Instant start = START.plus(town.interval().multipliedBy(interval));
    Duration between = town.interval().dividedBy(town.network().size() + 1);
    for (int site = 0; site < town.network().size(); site++) {
      String id = town.network().sites().get(site).id();
      send(
          Envelope.wrap(
              Topic.OBSERVATIONS,
              id,
              town.network().id(),
              Observation.newBuilder()
                  .setNetwork(town.network().id())
                  .setSite(id)
                  .setTime(Times.toTimestamp(start.plus(between.multipliedBy(site))))
                  .putValues(
                      town.channels().get(0).name(), 15 + 5 * Math.sin((double) (interval + site)))
                  .setSource("town")
                  .build(),
              ContentType.JSON));
    }
    producer.flush();
    Instant over = start.plus(town.interval()).plus(town.lateness());
    for (int partition = 0; partition < partitions; partition++) {
      send(
          Envelope.wrap(
              Topic.OBSERVATIONS,
              partition,
              town.network().id(),
              Observation.newBuilder()
                  .setNetwork(town.network().id())
                  .setTime(Times.toTimestamp(over))
                  .setHeartbeat(true)
                  .build(),
              ContentType.JSON));
    }
    producer.flush();
    return System.nanoTime();
  }

  // A record that is lost is missed by whoever waits for its forecast.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(ProducerRecord<byte[], byte[]> wrapped) {
    producer.send(wrapped);
  }

  @Override
  public void close() {
    producer.close();
  }
}
