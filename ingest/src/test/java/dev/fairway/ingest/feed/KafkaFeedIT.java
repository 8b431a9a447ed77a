package dev.fairway.ingest.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFeedIT {

  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Never moves: commits come from counts and ends alone. */
  private static final InstantSource STILL = () -> Feeds.START;

  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  private final List<FeedException> errors = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(directory, 0);
    TopicCreator.singleBroker(PARTITIONS).create(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void eachKindOfEventGoesToItsTopicWithKeyAndHeaders() throws Exception {
    List<SourceEvent> events =
        List.of(
            Feeds.reading("kinds", "s0", Feeds.START, 12),
            Feeds.sighting("kinds", "219000001", Feeds.START),
            Feeds.refusal("kinds", "a.csv", DeadLetter.Reason.MALFORMED),
            Feeds.refusal("kinds", "a.csv", DeadLetter.Reason.OUT_OF_RANGE),
            Feeds.refusal("kinds", "b.csv", DeadLetter.Reason.MALFORMED));
    KafkaFeed feed = feed("kinds", "v1", Feeds.source(events), Pace.max());
    feed.run();

    assertThat(errors).isEmpty();
    assertThat(feed.tally().position()).isEqualTo(5);
    assertThat(feed.tally().counts())
        .isEqualTo(
            new FeedCounts(
                5,
                1,
                1,
                Map.of(DeadLetter.Reason.MALFORMED, 2L, DeadLetter.Reason.OUT_OF_RANGE, 1L),
                PARTITIONS));
    TopicContents contents = contents("kinds");
    ConsumerRecord<byte[], byte[]> reading =
        contents.committed(Topic.OBSERVATIONS).stream()
            .filter(r -> r.key() != null)
            .findFirst()
            .orElseThrow();
    assertThat(key(reading)).isEqualTo("s0");
    assertThat(new String(header(reading, "content-type"), StandardCharsets.UTF_8))
        .isEqualTo("application/json");
    JsonNode json = new JsonMapper().readTree(reading.value());
    assertThat(json.get("site").asText()).isEqualTo("s0");
    assertThat(json.get("time").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(json.get("values").get("flow").asDouble()).isEqualTo(12);
    assertThat(contents.committed(Topic.POSITIONS))
        .extracting(KafkaFeedIT::key)
        .containsExactly("219000001");
    assertThat(contents.committed(Topic.DEAD_LETTERS))
        .extracting(KafkaFeedIT::key)
        .containsExactlyInAnyOrder("a.csv", "a.csv", "b.csv");
  }

  @Test
  void everyPartitionHearsTheClockAtEachIntervalAndPastTheEnd() {
    feed("beats", "v1", Feeds.source(Feeds.readings("beats", 25)), Pace.max()).run();
    Map<Integer, List<Instant>> beats =
        contents("beats").committed(Topic.OBSERVATIONS).stream()
            .filter(r -> TopicContents.open(r).getHeartbeat())
            .collect(
                groupingBy(
                    ConsumerRecord::partition,
                    mapping(r -> Times.toInstant(TopicContents.open(r).getTime()), toList())));
    // 25 readings, half a minute apart, end at 00:12: 00:05 and 00:10 are crossed; the interval
    // then open ends at 00:15, and after two minutes of lateness it is over.
    List<Instant> expected =
        List.of(
            Feeds.START.plusSeconds(300),
            Feeds.START.plusSeconds(600),
            Feeds.START.plusSeconds(900 + 120));
    assertThat(beats).containsOnlyKeys(0, 1, 2);
    assertThat(beats.values()).allMatch(expected::equals);
  }

  @Test
  void aStoppedFeedGoesOnWhereItStopped() {
    SourceOpener source = Feeds.source(Feeds.readings("stop", 50));
    KafkaFeed[] first = new KafkaFeed[1];
    Pace stopAtTwenty =
        time -> {
          if (time.equals(Feeds.START.plusSeconds(20 * 30))) {
            first[0].stop();
          }
          return Duration.ZERO;
        };
    first[0] = feed("stop", "v1", source, stopAtTwenty);
    first[0].run();
    assertThat(contents("stop").numbers()).isEqualTo(range(20));

    KafkaFeed second = feed("stop", "v1", source, Pace.max());
    second.run();
    assertThat(contents("stop").numbers()).isEqualTo(range(50));
    assertThat(second.tally().counts().events()).isEqualTo(30);
    assertThat(second.tally().position()).isEqualTo(50);
    assertThat(errors).isEmpty();
  }

  @Test
  void aKilledFeedLosesAndDoublesNothing() throws Exception {
    SourceOpener source = Feeds.source(Feeds.readings("kill", 50));
    Thread killed = runUntil("kill", source, 37);
    // 30 are committed (every tenth), 7 are on the broker in an open transaction.
    await()
        .atMost(PATIENCE)
        .until(() -> contents("kill").withUncommitted(Topic.OBSERVATIONS).size() > 30 + 6);
    assertThat(contents("kill").numbers()).isEqualTo(range(30));
    killed.interrupt();
    killed.join(PATIENCE.toMillis());
    assertThat(errors).singleElement().matches(FeedException::isFatal);

    KafkaFeed second = feed("kill", "v1", source, Pace.max());
    second.run();
    assertThat(contents("kill").numbers()).isEqualTo(range(50));
    assertThat(second.tally().counts().events()).isEqualTo(20);
  }

  @Test
  void anotherSourceDoesNotGoOnWhereThisOneStopped() {
    feed("other", "v1", Feeds.source(Feeds.readings("other", 10)), Pace.max()).run();
    KafkaFeed changed = feed("other", "v2", Feeds.source(Feeds.readings("other", 3)), Pace.max());
    changed.run();
    assertThat(changed.tally().position()).isEqualTo(3);
    assertThat(contents("other").numbers()).hasSize(13);
  }

  @Test
  void aSecondFeedOfTheNetworkEndsTheFirst() throws Exception {
    SourceOpener source = Feeds.source(Feeds.readings("fence", 50));
    CountDownLatch resume = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    KafkaFeed first =
        new KafkaFeed(
            broker.bootstrapServers(),
            settings("fence", "v1"),
            source,
            time ->
                time.equals(Feeds.START.plusSeconds(37 * 30)) && resume.getCount() > 0
                    ? Duration.ofDays(1)
                    : Duration.ZERO,
            STILL,
            duration -> {
              waiting.countDown();
              resume.await();
            },
            errors::add);
    Thread thread = new Thread(first);
    thread.start();
    waiting.await();
    feed("fence", "v1", source, Pace.max()).run();
    resume.countDown();
    thread.join(PATIENCE.toMillis());
    assertThat(errors).singleElement().matches(FeedException::isFatal);
    assertThat(errors.get(0)).hasMessageContaining("another feed of this network has taken over");
    assertThat(contents("fence").numbers()).isEqualTo(range(50));
  }

  @Test
  void whatCameBeforeAnUnreadableSourceIsCommitted() {
    List<SourceEvent> events = Feeds.readings("broken", 5);
    SourceOpener broken =
        () -> {
          Source readable = Feeds.source(events).open();
          return new Source() {
            @Override
            public Optional<SourceEvent> next() throws IOException {
              Optional<SourceEvent> event = readable.next();
              if (event.isEmpty()) {
                throw new IOException("data.csv: truncated");
              }
              return event;
            }

            @Override
            public void close() {}
          };
        };
    feed("broken", "v1", broken, Pace.max()).run();
    assertThat(contents("broken").numbers()).isEqualTo(range(5));
    assertThat(errors).singleElement().matches(FeedException::isFatal);
    assertThat(errors.get(0)).hasMessageContaining("data.csv: truncated");
  }

  @Test
  void whatWasSentIsCommittedWhileTheNextEventIsNotDue() throws Exception {
    Instant[] wall = {Feeds.START};
    KafkaFeed[] feed = new KafkaFeed[1];
    List<Integer> seen = new ArrayList<>();
    feed[0] =
        new KafkaFeed(
            broker.bootstrapServers(),
            FeedSettings.of(Feeds.network("wait"), Topic.OBSERVATIONS, "v1"),
            Feeds.source(Feeds.readings("wait", 3)),
            Pace.times(1, () -> wall[0]),
            () -> wall[0],
            duration -> {
              wall[0] = wall[0].plus(duration);
              if (Duration.between(Feeds.START, wall[0]).compareTo(Duration.ofSeconds(10)) > 0) {
                seen.addAll(contents("wait").numbers());
                feed[0].stop();
              }
            },
            errors::add);
    feed[0].run();
    assertThat(seen).containsExactly(0);
    assertThat(errors).isEmpty();
  }

  /** Runs a feed in a thread of its own until an event that never becomes due. */
  private Thread runUntil(String network, SourceOpener source, int event) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    KafkaFeed feed =
        new KafkaFeed(
            broker.bootstrapServers(),
            settings(network, "v1"),
            source,
            time ->
                time.equals(Feeds.START.plusSeconds(event * 30L))
                    ? Duration.ofDays(1)
                    : Duration.ZERO,
            STILL,
            duration -> {
              waiting.countDown();
              new CountDownLatch(1).await();
            },
            errors::add);
    Thread thread = new Thread(feed);
    thread.start();
    waiting.await();
    return thread;
  }

  private KafkaFeed feed(String network, String fingerprint, SourceOpener source, Pace pace) {
    return new KafkaFeed(
        broker.bootstrapServers(),
        settings(network, fingerprint),
        source,
        pace,
        STILL,
        Sleeper.system(),
        errors::add);
  }

  /** Commits every tenth event. */
  private static FeedSettings settings(String network, String fingerprint) {
    FeedSettings usual = FeedSettings.of(Feeds.network(network), Topic.OBSERVATIONS, fingerprint);
    return new FeedSettings(
        usual.measured(), usual.stream(), fingerprint, usual.type(), usual.commitInterval(), 10);
  }

  private static TopicContents contents(String network) {
    return new TopicContents(broker.bootstrapServers(), network);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> found) {
    return new String(found.key(), StandardCharsets.UTF_8);
  }

  private static byte[] header(ConsumerRecord<byte[], byte[]> found, String name) {
    return found.headers().lastHeader(name).value();
  }
}
