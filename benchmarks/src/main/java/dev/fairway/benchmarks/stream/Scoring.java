package dev.fairway.benchmarks.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairway.stream.serve.ServeConfig;
import dev.fairway.stream.serve.StreamsApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** The app that scores, and how far it says that it is behind. */
final class Scoring implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BETWEEN_LOOKS_MILLIS = 200;

  private final StreamsApp app;
  private final CompletableFuture<Void> watching;
  private volatile long behind;
  private volatile boolean closed;

  Scoring(Plant plant, Clock clock) {
    app =
        StreamsApp.start(
            ServeConfig.local(plant.bootstrapServers(), 0, plant.directory().resolve("streams")),
            clock);
    watching = CompletableFuture.runAsync(this::watch);
  }

  /** Records that wait to be read; 0 until it is known. */
  long behind() {
    if (watching.isCompletedExceptionally()) {
      watching.join();
    }
    return behind;
  }

  private void watch() {
    HttpClient client = HttpClient.newHttpClient();
    URI health = app.address().resolve("health");
    try {
      while (!closed) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
        behind = JSON.readTree(answer.body()).path("lag").asLong(0);
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(health + " does not answer", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    watching.join();
    app.close();
  }
}
