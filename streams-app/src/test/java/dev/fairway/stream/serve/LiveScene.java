package dev.fairway.stream.serve;

import com.google.protobuf.Message;
import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Topic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with Fairway's topics, for apps and records of {@link Scene}. */
final class LiveScene implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final Path directory;
  private final EmbeddedBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;

  LiveScene(Path directory) throws Exception {
    this.directory = directory;
    broker = EmbeddedBroker.start(directory, 0);
    Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      admin
          .createTopics(
              Stream.of(Topic.values())
                  .map(t -> new NewTopic(t.topicName(), Optional.of(PARTITIONS), Optional.empty()))
                  .toList())
          .all()
          .get();
    }
    producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The app, on the state that an earlier one left. */
  StreamsApp app() {
    return StreamsApp.start(
        ServeConfig.local(broker.bootstrapServers(), 0, directory.resolve("streams")),
        InstantSource.system());
  }

  void send(Topic topic, String key, Message message) throws Exception {
    producer.send(Envelope.wrap(topic, key, Scene.NETWORK, message, ContentType.JSON)).get();
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
