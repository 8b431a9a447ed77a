package dev.fairway.stream.serve;

import static dev.fairway.stream.serve.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.stream.serve.http.Backend;
import dev.fairway.stream.serve.http.Health;
import dev.fairway.stream.serve.http.HttpApi;
import dev.fairway.stream.serve.topology.Store;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpApiTest {

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Scene scene;
  private HttpApi api;
  private volatile boolean restoring;

  @BeforeEach
  void start() {
    scene = new Scene(directory);
    Backend backend =
        new Backend() {
          @Override
          public <V> ReadOnlyKeyValueStore<String, V> read(Store<V> store) {
            if (restoring) {
              throw new InvalidStateStoreException("restoring");
            }
            return scene.read(store);
          }

          @Override
          public Health health() {
            return restoring
                ? new Health("down", "REBALANCING", "Kafka Streams is REBALANCING", null, null)
                : new Health("up", "RUNNING", "", null, 0L);
          }
        };
    api =
        new HttpApi(
            backend,
            scene.activity,
            scene.metrics,
            InstantSource.fixed(Scene.T0),
            ServeConfig.LOOPBACK,
            0);
    scene.put(Scene.network(Scene.NETWORK, Scene.SITE, "gate-2"));
    scene.put(Scene.forecast(at(-2), 7));
    scene.put(Scene.interval(at(0), 6.5));
    scene.put(Scene.forecast(at(1), 8).toBuilder().setImputedShare(0.25).build());
  }

  @AfterEach
  void stop() {
    api.close();
    scene.close();
  }

  @Test
  void aNetworkIsGeoJson() throws Exception {
    JsonNode geo = body(get("/api/v1/networks/harbour"));
    assertThat(geo.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(geo.get("features")).hasSize(3);
    JsonNode site = geo.get("features").get(0);
    assertThat(site.get("id").asText()).isEqualTo(Scene.SITE);
    assertThat(site.get("geometry").get("coordinates").toString()).isEqualTo("[10.0,55.0]");
    assertThat(geo.get("features").get(2).get("geometry").get("type").asText())
        .isEqualTo("LineString");
    assertThat(body(get("/api/v1/networks")).get(0).get("channels").get(0).get("unit").asText())
        .isEqualTo("m/s");
  }

  @Test
  void theSnapshotSaysWhatIsAndWhatIsExpected() throws Exception {
    JsonNode snapshot = body(get("/api/v1/networks/harbour/snapshot"));
    assertThat(snapshot.get("eventTime").asText()).isEqualTo("2026-03-01T08:05:00Z");
    assertThat(snapshot.get("reporting").asInt()).isEqualTo(1);
    assertThat(snapshot.get("imputedShare").asDouble()).isEqualTo(0.25);
    JsonNode site = snapshot.get("sites").get(0);
    assertThat(site.get("values").get("speed").asDouble()).isEqualTo(6.5);
    assertThat(site.get("forecast").get("speed").get("means")).hasSize(12);
    assertThat(site.get("forecast").get("speed").get("current").asBoolean()).isTrue();
    assertThat(snapshot.get("sites").get(1).has("at")).isFalse();
  }

  @Test
  void aSiteShowsItsForecastAndWhatBecameOfEarlierOnes() throws Exception {
    JsonNode site = body(get("/api/v1/networks/harbour/sites/gate-1"));
    JsonNode past = site.get("history").get(0);
    assertThat(past.get("values").get("speed").asDouble()).isEqualTo(6.5);
    assertThat(past.get("issued").get("speed").get("3").get("mean").asDouble()).isEqualTo(7);
    assertThat(past.get("issued").get("speed").get("3").get("upper").asDouble()).isEqualTo(8);
    assertThat(site.get("scores").get("speed").get(0).get("mae").asDouble()).isEqualTo(0.5);
    assertThat(site.get("forecasts").get("speed").get("steps").get(11).get("quantiles")).hasSize(2);
    JsonNode scores = body(get("/api/v1/networks/harbour/scores"));
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).get("horizon").asInt()).isEqualTo(3);
    assertThat(scores.get(0).get("coverage").asDouble()).isEqualTo(1);
    assertThat(scores.get(0).get("persistence").isNull()).isTrue();
    // The last value before that forecast, late: 0.5 and 3.5 off.
    scene.put(Scene.interval(at(-3), 10));
    JsonNode compared = body(get("/api/v1/networks/harbour/scores")).get(0).get("persistence");
    assertThat(compared.get("count").asInt()).isEqualTo(1);
    assertThat(compared.get("mae").asDouble()).isEqualTo(0.5);
    assertThat(compared.get("lastValueMae").asDouble()).isEqualTo(3.5);
    assertThat(compared.get("skill").asDouble()).isEqualTo(1 - 0.5 / 3.5);
  }

  @Test
  void whatIsUnknownIsNamed() throws Exception {
    for (String path :
        new String[] {"networks/atlantis", "networks/atlantis/models", "stream?network=atlantis"}) {
      HttpResponse<String> answer = get("/api/v1/" + path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(body(answer).get("detail").asText()).contains("atlantis");
    }
    HttpResponse<String> site = get("/api/v1/networks/harbour/sites/gate-9");
    assertThat(site.statusCode()).isEqualTo(404);
    assertThat(body(site).get("detail").asText()).contains("gate-9", "harbour");
    assertThat(get("/../pom.xml").statusCode()).isIn(400, 404);
  }

  @Test
  void whileTheStateIsRestoredItSaysSo() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    restoring = true;
    HttpResponse<String> health = get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(body(health).get("detail").asText()).contains("REBALANCING");
    assertThat(get("/api/v1/networks").statusCode()).isEqualTo(503);
  }

  @Test
  void metricsCountWhatWasRead() throws Exception {
    assertThat(get("/metrics").body())
        .contains("fairway_intervals_total{admission=\"NEW\",network=\"harbour\"} 1.0")
        .contains("fairway_scored_total{network=\"harbour\"} 1.0");
  }

  @Test
  void thePageHasEveryFileItAsksForAndNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'");
    assertThat(page.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(page.body()).doesNotContain("http://", "https://", "//");
    Matcher asked = Pattern.compile("(?:src|href)=\"([^\":]+)\"").matcher(page.body());
    int files = 0;
    while (asked.find()) {
      assertThat(get("/" + asked.group(1)).statusCode()).as(asked.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isGreaterThan(5);
    for (String script :
        new String[] {"main", "api", "map", "charts", "panels", "palette", "units"}) {
      Matcher imports =
          Pattern.compile("from '\\./([^']+)'").matcher(get("/" + script + ".js").body());
      while (imports.find()) {
        assertThat(get("/" + imports.group(1)).statusCode()).as(imports.group(1)).isEqualTo(200);
      }
    }
  }

  @Test
  void aListenerGetsEverythingOnceAndThenWhatChanges() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request("/api/v1/stream?network=harbour"), (name, value) -> true)
            .header("Accept", "text/event-stream")
            .build();
    try (InputStream stream = client.send(request, BodyHandlers.ofInputStream()).body()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      Map<String, JsonNode> events = new HashMap<>();
      while (events.size() < 6) {
        readEvent(lines, events);
      }
      assertThat(events.keySet())
          .containsExactlyInAnyOrder(
              "clock", "snapshot", "scores", "models", "dead-letters", "networks");
      assertThat(events.get("clock").get("health").get("status").asText()).isEqualTo("up");
      events.clear();
      scene.put(Scene.interval(at(1), 9));
      while (!events.containsKey("snapshot")) {
        readEvent(lines, events);
      }
      assertThat(events.get("snapshot").get("eventTime").asText())
          .isEqualTo("2026-03-01T08:10:00Z");
      assertThat(events).doesNotContainKeys("models", "networks", "dead-letters");
    }
  }

  private void readEvent(BufferedReader lines, Map<String, JsonNode> events) throws Exception {
    String name = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        events.put(name, json.readTree(line.substring(6)));
        return;
      }
    }
    throw new AssertionError("The stream has ended");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path)).build();
  }

  private JsonNode body(HttpResponse<String> answer) throws Exception {
    return json.readTree(answer.body());
  }
}
