package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Headers;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.BundledForecasters;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refused, mended, replayed, forecast from; and replayed once only. */
class DeadLetterReplayIT {

  private static final int PARTITIONS = 2;
  private static final int INTERVALS = 12;
  private static final Instant START = Instant.parse("2014-02-12T08:00:00Z");
  private static final List<String> SITES = List.of("a", "b", "c");
  private static final int RECORDS = INTERVALS * SITES.size();
  private static final MeasuredNetwork KNOWN = network("known");
  private static final MeasuredNetwork LATER = network("later");

  @TempDir private Path directory;
  private String kafka = "";

  @Test
  void recordsOfANetworkThatBecomesKnownAreForecastFromOnceTheyAreReplayed() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      kafka = broker.bootstrapServers();
      TopicCreator.singleBroker(PARTITIONS).create(kafka);
      observe();
      try (EmbeddedFlink flink = job(KNOWN)) {
        await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> {
                  assertThat(flink.failure()).isEmpty();
                  return list("--reason", "unknown_network").path("letters").size() >= RECORDS;
                });
      }
      forgetObservations();

      assertThat(replay("--dry-run")).startsWith("would replay " + RECORDS + " records; 0 had");
      assertThat(replay("--network", "known")).startsWith("replayed 0 records; 0 had");
      try (EmbeddedFlink flink = job(KNOWN, LATER)) {
        assertThat(replay("--reason", "UNKNOWN_NETWORK"))
            .startsWith("replayed " + RECORDS + " records; 0 had");
        heartbeat();
        await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> {
                  assertThat(flink.failure()).isEmpty();
                  return forecastsOfLater() == SITES.size();
                });
      }

      assertThat(replay()).startsWith("replayed 0 records; " + RECORDS + " had");
      assertThat(replay("--dry-run", "--again")).startsWith("would replay " + RECORDS);
      Map<String, Integer> written = replays();
      assertThat(written).hasSize(RECORDS);
      assertThat(written.values()).containsOnly(1);
      assertThat(list("--since", "2999-01-01T00:00:00Z").path("counts")).isEmpty();
      assertThat(list("--limit", "1").path("letters")).hasSize(1);
      assertThat(Ran.run("dead-letters", "list", "--kafka", kafka).out())
          .contains("network 'later' is not forecast", "  UNKNOWN_NETWORK ");
    }
  }

  private JsonNode list(Object... more) throws Exception {
    return JsonMapper.builder().build().readTree(run("list", with(more, "--format", "json")));
  }

  private String replay(Object... more) {
    return run("replay", more);
  }

  private String run(String command, Object... more) {
    Ran ran = Ran.run(with(new Object[] {"dead-letters", command, "--kafka", kafka}, more));
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out();
  }

  private static Object[] with(Object[] first, Object... more) {
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private void observe() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < INTERVALS; i++) {
        for (String site : SITES) {
          Observation observation =
              Observation.newBuilder()
                  .setNetwork("later")
                  .setSite(site)
                  .setTime(Times.toTimestamp(at(i)))
                  .putValues(Channel.SPEED, 10 + i)
                  .build();
          send(
              producer,
              Envelope.wrap(Topic.OBSERVATIONS, site, "later", observation, ContentType.JSON));
        }
      }
    }
  }

  private void heartbeat() throws Exception {
    Observation heartbeat =
        Observation.newBuilder()
            .setNetwork("later")
            .setTime(Times.toTimestamp(at(INTERVALS)))
            .setHeartbeat(true)
            .build();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        send(
            producer,
            Envelope.wrap(Topic.OBSERVATIONS, partition, "later", heartbeat, ContentType.JSON));
      }
    }
  }

  /** As retention does: or the new branch would find the records where they were. */
  private void forgetObservations() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Map<TopicPartition, RecordsToDelete> all =
          new TreeMap<>(Comparator.comparing(TopicPartition::partition));
      for (int partition = 0; partition < PARTITIONS; partition++) {
        all.put(
            new TopicPartition(Topic.OBSERVATIONS.topicName(), partition),
            RecordsToDelete.beforeOffset(-1));
      }
      admin.deleteRecords(all).all().get();
    }
  }

  private long forecastsOfLater() {
    long[] count = new long[1];
    try (TopicReader reader = TopicReader.committed(kafka, Topic.FORECASTS)) {
      reader.forEach(
          found -> count[0] += Envelope.network(found).filter("later"::equals).isPresent() ? 1 : 0);
    }
    return count[0];
  }

  /** How often each letter's record is on the topic again. */
  private Map<String, Integer> replays() {
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> contents = new HashSet<>();
    try (TopicReader reader = TopicReader.committed(kafka, Topic.OBSERVATIONS)) {
      reader.forEach(
          found -> {
            Header header = found.headers().lastHeader(Headers.REPLAY_OF);
            if (header != null) {
              counts.merge(new String(header.value(), StandardCharsets.UTF_8), 1, Integer::sum);
              contents.add(new String(found.value(), StandardCharsets.UTF_8));
            }
          });
    }
    assertThat(contents).hasSize(RECORDS);
    return counts;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka, "max.in.flight.requests.per.connection", 1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    producer.send(record).get();
  }

  private EmbeddedFlink job(MeasuredNetwork... networks) throws Exception {
    return EmbeddedFlink.start(
        new JobConfig(
            kafka,
            ContentType.JSON,
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            "set by EmbeddedFlink",
            Duration.ofMinutes(10),
            "replay-it",
            Optional.empty(),
            1,
            List.of(networks),
            new BundledForecasters()),
        directory.resolve("checkpoints"));
  }

  private static Instant at(int interval) {
    return START.plus(Duration.ofMinutes(5L * interval));
  }

  private static MeasuredNetwork network(String id) {
    return new MeasuredNetwork(
        new TrafficNetwork(
            id,
            NetworkKind.ROAD,
            SITES.stream().map(site -> new Site(site, site, 56, 10)).toList(),
            List.of()),
        id,
        List.of(new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ZERO,
        "");
  }
}
