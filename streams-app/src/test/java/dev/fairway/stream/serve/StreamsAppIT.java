package dev.fairway.stream.serve;

import static dev.fairway.stream.serve.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole app on a real broker, stopped and started again. */
class StreamsAppIT {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aRestartGoesOnWhereItStopped() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      String bootstrap = broker.bootstrapServers();
      Map<String, Object> clients = Map.of("bootstrap.servers", bootstrap);
      try (Admin admin = Admin.create(clients)) {
        admin
            .createTopics(
                Stream.of(Topic.values())
                    .map(t -> new NewTopic(t.topicName(), Optional.of(2), Optional.empty()))
                    .toList())
            .all()
            .get();
      }
      ServeConfig config = ServeConfig.local(bootstrap, 0, directory.resolve("streams"));
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
        try (StreamsApp app = StreamsApp.start(config, InstantSource.system())) {
          send(producer, Topic.NETWORKS, Scene.NETWORK, Scene.network(Scene.NETWORK, Scene.SITE));
          send(producer, Topic.FORECASTS, Scene.SITE, Scene.forecast(at(0), 3));
          send(producer, Topic.INTERVALS, Scene.SITE, Scene.interval(at(0), 4));
          awaitScores(app, 1);
        }
        try (StreamsApp app = StreamsApp.start(config, InstantSource.system())) {
          // The forecast is from before the restart, its second truth from after it.
          send(producer, Topic.INTERVALS, Scene.SITE, Scene.interval(at(0), 4));
          send(producer, Topic.INTERVALS, Scene.SITE, Scene.interval(at(1), 5));
          JsonNode scores = awaitScores(app, 2);
          assertThat(scores.get(0).get("count").asLong()).isEqualTo(1);
          assertThat(scores.get(0).get("mae").asDouble()).isEqualTo(1);
          assertThat(scores.get(1).get("mae").asDouble()).isEqualTo(2);
          assertThat(get(app, "health").statusCode()).isEqualTo(200);
        }
      }
    }
  }

  private JsonNode awaitScores(StreamsApp app, int kinds) throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get(app, "api/v1/networks/harbour/scores");
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(json.readTree(answer.body())).hasSize(kinds);
            });
    return json.readTree(get(app, "api/v1/networks/harbour/scores").body());
  }

  private HttpResponse<String> get(StreamsApp app, String path) throws Exception {
    URI address = URI.create(app.address() + path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, String key, Message message)
      throws Exception {
    producer.send(Envelope.wrap(topic, key, Scene.NETWORK, message, ContentType.JSON)).get();
  }
}
