package dev.fairway.contract;

import dev.fairway.series.MeasuredNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells everyone which networks there are: writes the networks topic. */
public final class NetworkPublisher {

  /**
   * Writes the networks' definitions and returns when the broker has them.
   *
   * @throws KafkaException if it does not take one; the message names the network
   */
  public static void publish(String bootstrapServers, Collection<MeasuredNetwork> networks)
      throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Topic.MAXIMUM_RECORD_BYTES);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (MeasuredNetwork measured : networks) {
        String id = measured.network().id();
        sent.add(
            producer.send(
                Envelope.wrap(
                    Topic.NETWORKS,
                    id,
                    id,
                    NetworkDefinitions.toDefinition(measured),
                    ContentType.JSON)));
      }
      int next = 0;
      for (MeasuredNetwork measured : networks) {
        try {
          sent.get(next++).get();
        } catch (ExecutionException e) {
          throw new KafkaException(
              "Network " + measured.network().id() + " was not published: " + e.getMessage(), e);
        }
      }
    }
  }

  private NetworkPublisher() {}
}
