package dev.fairway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.cli.audit.DeliveryAudit;
import dev.fairway.cli.audit.NetworkCounts;
import dev.fairway.cli.feed.FeedPlan;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.feed.SourceOpener;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded whole on a small simulated world that ends: broker, feeds, Flink job, diffusion
 * service (without a model), Kafka Streams and HTTP. What went in is counted at the source and must
 * come out, once.
 */
class DemoIT {

  private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
  private static final int INTERVALS = 30;
  private static final int WINDOW = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void whatGoesInComesOutOnceAlsoAcrossARestart() throws Exception {
    SimulatedWorld world = SimulatedWorld.small(7, START);
    Instant end = START.plus(Duration.ofMinutes(5L * INTERVALS));
    List<FeedPlan> plans =
        List.of(
            plan(world.roads(), () -> world.roadSource(end)),
            plan(world.waterway(), () -> world.waterwaySource(end)));
    Fed roads = Fed.count(world.roadSource(end));

    try (Demo demo = new Demo(settings(), plans, Clock.systemUTC(), line -> {})) {
      Demo.Addresses addresses = demo.start();
      awaitEnd(addresses.kafka(), world, end);
      check(addresses, world, roads);
      assertThat(get(addresses.dashboard().resolve("/health")).statusCode()).isEqualTo(200);
      assertThat(get(addresses.dashboard().resolve("/")).body()).contains("Fairway");
    }

    try (Demo again = new Demo(settings(), plans, Clock.systemUTC(), line -> {})) {
      Demo.Addresses addresses = again.start();
      // The feeds have nothing left to say: they say so once they have found where they stopped.
      await()
          .atMost(PATIENCE)
          .until(() -> again.feeds().values().stream().allMatch(t -> t.position() > 0));
      await()
          .atMost(PATIENCE)
          .until(() -> get(addresses.dashboard().resolve("/health")).statusCode() == 200);
      check(addresses, world, roads);
    }
  }

  private static void check(Demo.Addresses addresses, SimulatedWorld world, Fed roads) {
    String kafka = addresses.kafka();
    String network = world.roads().network().id();
    List<Observation> observations =
        Committed.read(kafka, Topic.OBSERVATIONS, Observation.getDefaultInstance()).stream()
            .filter(o -> !o.getHeartbeat())
            .toList();
    assertThat(observations)
        .as("every reading of the source is on the topic")
        .hasSize(roads.observed);

    List<DeadLetter> letters =
        Committed.read(kafka, Topic.DEAD_LETTERS, DeadLetter.getDefaultInstance());
    long refusedWhole =
        letters.stream()
            .filter(l -> l.getNetwork().equals(network))
            .filter(l -> !l.getRecordTopic().isEmpty())
            .count();
    List<SiteInterval> intervals =
        Committed.read(kafka, Topic.INTERVALS, SiteInterval.getDefaultInstance()).stream()
            .filter(i -> i.getNetwork().equals(network))
            .toList();
    int counted = intervals.stream().mapToInt(i -> i.getReadings() + i.getDuplicates()).sum();
    assertThat(counted + refusedWhole)
        .as("readings counted in intervals, repeated ones included, and dead letters")
        .isEqualTo(observations.size());

    Map<String, NetworkCounts> audit = new DeliveryAudit(kafka, Optional.empty()).run(share -> {});
    for (MeasuredNetwork measured : List.of(world.roads(), world.waterway())) {
      NetworkCounts counts = audit.get(measured.network().id());
      assertThat(counts.addsUp())
          .as("%s adds up:%n%s", measured.name(), counts.describe())
          .isTrue();
      List<Forecast> forecasts =
          Committed.read(kafka, Topic.FORECASTS, Forecast.getDefaultInstance()).stream()
              .filter(f -> f.getNetwork().equals(measured.network().id()))
              .toList();
      Set<String> distinct =
          forecasts.stream()
              .map(f -> f.getSite() + "|" + f.getChannel() + "|" + f.getIssueTime())
              .collect(Collectors.toCollection(HashSet::new));
      assertThat(forecasts).as("no forecast twice").hasSameSizeAs(distinct);
      assertThat(forecasts)
          .as("one forecast of each site and channel for each window of %s", measured.name())
          .hasSize(
              (INTERVALS - WINDOW + 1)
                  * measured.network().size()
                  * measured.forecastChannels().length);
      assertThat(forecasts)
          .allSatisfy(
              f -> {
                assertThat(f.getStepsList()).hasSize(12);
                assertThat(f.getModel()).isNotBlank();
                assertThat(f.getSteps(0).getTargetTime()).isEqualTo(f.getIssueTime());
              });
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Committed.read(kafka, Topic.SCORES, Score.getDefaultInstance()))
                    .as("forecasts are scored when the truth arrives")
                    .isNotEmpty()
                    .doesNotHaveDuplicates());
  }

  private static void awaitEnd(String kafka, SimulatedWorld world, Instant end) {
    for (MeasuredNetwork measured : List.of(world.roads(), world.waterway())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () ->
                  Committed.read(kafka, Topic.FORECASTS, Forecast.getDefaultInstance()).stream()
                      .filter(f -> f.getNetwork().equals(measured.network().id()))
                      .anyMatch(f -> !Times.toInstant(f.getIssueTime()).isBefore(end)));
    }
  }

  private static FeedPlan plan(MeasuredNetwork measured, SourceOpener opener) {
    return new FeedPlan(measured, "small world", START, Duration.ofDays(1), opener);
  }

  private DemoSettings settings() {
    return new DemoSettings(directory, "max", Optional.empty(), 0, 0, false, Duration.ZERO, 1);
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** What a source gives, counted apart from the product. */
  private record Fed(int observed, int refused) {

    static Fed count(Source source) throws IOException {
      int observed = 0;
      int refused = 0;
      try (source) {
        for (Optional<SourceEvent> event = source.next();
            event.isPresent();
            event = source.next()) {
          if (event.get() instanceof SourceEvent.Observed) {
            observed++;
          } else if (event.get() instanceof SourceEvent.Refused) {
            refused++;
          }
        }
      }
      return new Fed(observed, refused);
    }
  }
}
