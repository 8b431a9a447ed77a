package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.ingest.feed.FeedSettings;
import dev.fairway.ingest.feed.KafkaFeed;
import dev.fairway.ingest.feed.Pace;
import dev.fairway.ingest.feed.SourceOpener;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.series.MeasuredNetwork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated road and waterway are fed to two clusters that know nothing of each other, cut into
 * other partitions and read by another number of tasks. The road's forecasts are made of what the
 * window's seed gives, the waterway's by the baseline.
 */
class ReplayIT {

  private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
  private static final int BEFORE_ANY_WINDOW = 6;
  private static final int INTERVALS = 26;
  private static final int WINDOW = 12;

  @TempDir private Path directory;

  @Test
  void aReplayRepeatsItsForecastsToTheByte() throws Exception {
    List<String> first = forecasts("first", 2, 1);
    List<String> again = forecasts("again", 3, 2);
    assertThat(again).isEqualTo(first);
    assertThat(new HashSet<>(first)).as("each is another").hasSameSizeAs(first);
  }

  private List<String> forecasts(String name, int partitions, int parallelism) throws Exception {
    SimulatedWorld world = SimulatedWorld.small(7, START);
    Path home = directory.resolve(name);
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"), 0);
        SeededDiffusionService service = new SeededDiffusionService()) {
      String servers = broker.bootstrapServers();
      TopicCreator.singleBroker(partitions).create(servers);
      try (Feed news = new Feed(servers, partitions)) {
        news.promote(
            world.roads().network().id(),
            RepresentedForecaster.ID,
            "bundle",
            RepresentedForecaster.ENCODER);
      }
      feed(servers, world, BEFORE_ANY_WINDOW);
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(
              config(servers, service.address(), world, parallelism),
              home.resolve("checkpoints"))) {
        // A promotion has no event time: it must be known before the first window.
        awaitRecords(flink, servers, Topic.INTERVALS, 1);
        feed(servers, world, INTERVALS);
        int expected = expected(world.roads()) + expected(world.waterway());
        awaitRecords(flink, servers, Topic.FORECASTS, expected);
        List<String> forecasts = read(servers, Topic.FORECASTS);
        assertThat(forecasts).hasSize(expected);
        assertThat(forecasts.stream().filter(f -> f.contains(RepresentedForecaster.ID)).count())
            .isEqualTo(expected(world.roads()));
        return forecasts;
      }
    }
  }

  private static int expected(MeasuredNetwork measured) {
    return (INTERVALS - WINDOW + 1)
        * measured.network().size()
        * measured.forecastChannels().length;
  }

  private static void feed(String servers, SimulatedWorld world, int intervals) {
    Instant end = START.plus(Duration.ofMinutes(5L * intervals));
    feed(servers, world.roads(), Topic.OBSERVATIONS, () -> world.roadSource(end));
    feed(servers, world.waterway(), Topic.POSITIONS, () -> world.waterwaySource(end));
  }

  private static void feed(
      String servers, MeasuredNetwork measured, Topic stream, SourceOpener source) {
    new KafkaFeed(
            servers,
            FeedSettings.of(measured, stream, "small world"),
            source,
            Pace.max(),
            Clock.systemUTC(),
            duration -> {},
            failure -> {
              throw new AssertionError(failure);
            })
        .run();
  }

  private static void awaitRecords(EmbeddedFlink flink, String servers, Topic topic, int number) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              assertThat(flink.failure()).isEmpty();
              return read(servers, topic).size() >= number;
            });
  }

  /** The values as they are, sorted: partitions have no common order. */
  private static List<String> read(String servers, Topic topic) {
    List<String> values = new ArrayList<>();
    try (TopicReader reader = TopicReader.committed(servers, topic)) {
      reader.forEach(found -> values.add(new String(found.value(), StandardCharsets.UTF_8)));
    }
    Collections.sort(values);
    return values;
  }

  private static JobConfig config(
      String servers, String diffusion, SimulatedWorld world, int parallelism) {
    return new JobConfig(
        servers,
        ContentType.JSON,
        Optional.of(diffusion),
        Duration.ofSeconds(20),
        Duration.ofMillis(500),
        "set by EmbeddedFlink",
        Duration.ofMinutes(10),
        "fairway-replay",
        Optional.empty(),
        parallelism,
        List.of(world.roads(), world.waterway()),
        (bundle, network) -> new RepresentedForecaster());
  }
}
