package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.NetworkReader;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An error in the midst of the job: the model that was promoted breaks it while it is loaded.
 * Loaded again after the restart it is merely missing, and the job does without it.
 */
@Immutable
record FailedOperator() implements Fault {

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    Files.deleteIfExists(plant.trip());
    Files.createFile(plant.trip());
    String model = "chaos-" + Long.toHexString(random.nextLong());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", plant.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String network : NetworkReader.read(plant.kafka()).keySet()) {
        ModelEvent promotion =
            ModelEvent.newBuilder()
                .setNetwork(network)
                .setRole(ModelEvent.Role.FORECASTER)
                .setStatus(ModelEvent.Status.PROMOTED)
                .setModel(model)
                .setBundle(plant.trip().resolveSibling(model).toString())
                .build();
        producer
            .send(
                Envelope.wrap(
                    Topic.MODELS,
                    network + "/FORECASTER/PROMOTED",
                    network,
                    promotion,
                    ContentType.JSON))
            .get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The promotion could not be announced: " + e.getCause(), e);
    }
  }
}
