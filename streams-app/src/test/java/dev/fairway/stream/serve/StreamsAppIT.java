package dev.fairway.stream.serve;

import static dev.fairway.stream.serve.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.contract.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole app on a real broker, stopped and started again. */
class StreamsAppIT {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aRestartGoesOnWhereItStopped() throws Exception {
    try (LiveScene scene = new LiveScene(directory)) {
      try (StreamsApp app = scene.app()) {
        scene.send(Topic.NETWORKS, Scene.NETWORK, Scene.network(Scene.NETWORK, Scene.SITE));
        scene.send(Topic.FORECASTS, Scene.SITE, Scene.forecast(at(0), 3));
        scene.send(Topic.INTERVALS, Scene.SITE, Scene.interval(at(0), 4));
        awaitScores(app, 1);
      }
      try (StreamsApp app = scene.app()) {
        // The forecast is from before the restart, its second truth from after it.
        scene.send(Topic.INTERVALS, Scene.SITE, Scene.interval(at(0), 4));
        scene.send(Topic.INTERVALS, Scene.SITE, Scene.interval(at(1), 5));
        JsonNode scores = awaitScores(app, 2);
        assertThat(scores.get(0).get("count").asLong()).isEqualTo(1);
        assertThat(scores.get(0).get("mae").asDouble()).isEqualTo(1);
        assertThat(scores.get(1).get("mae").asDouble()).isEqualTo(2);
        assertThat(get(app, "health").statusCode()).isEqualTo(200);
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
}
