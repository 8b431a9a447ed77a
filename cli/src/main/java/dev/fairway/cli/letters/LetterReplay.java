package dev.fairway.cli.letters;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Headers;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the records of dead letters to the topics they came from, each once.
 *
 * <pre>
 * dead-letters ─► filter ─► replay ┬► observations, positions   header replay-of ┐ one
 *                   ▲              └► replays: which letters                    ─┘ transaction
 *                   └──────────────────── replays
 * </pre>
 *
 * <p>What was replayed is told by the topics alone. Of two replays at a time the later one fences
 * the other off, and then reads what that had committed.
 *
 * <p>Records go out in the order of their event time, as far as 64 MiB of them go into memory: a
 * reader's clock follows the newest, and would be late for older ones.
 */
public final class LetterReplay implements AutoCloseable {

  private static final String TRANSACTIONAL_ID = "fairway-dead-letter-replay";
  private static final long BATCH_BYTES = 64L << 20;

  /**
   * What a replay came to.
   *
   * @param replayed records that were written, or would be in a dry run
   * @param before letters that had been replayed already
   * @param without letters without a whole record
   */
  public record Counts(long replayed, long before, long without) {}

  private final String bootstrapServers;
  private final Producer<byte[], byte[]> producer;
  private final Set<String> done = new HashSet<>();
  private final List<FoundLetter> batch = new ArrayList<>();
  private long batchBytes;
  private long replayed;
  private long before;
  private long without;

  private LetterReplay(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TRANSACTIONAL_ID,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                // A partition's first batch may be told to try again: none may overtake it.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Replays what the filter accepts.
   *
   * @param again also what was replayed before
   */
  public static Counts run(String bootstrapServers, LetterFilter filter, boolean again) {
    try (LetterReplay replay = new LetterReplay(bootstrapServers)) {
      replay.producer.initTransactions();
      // Only now: what an earlier replay may have left open is ended.
      replay.read(filter, again, true);
      return replay.counts();
    }
  }

  /** As a replay, but nothing is written. */
  public static Counts dryRun(String bootstrapServers, LetterFilter filter, boolean again) {
    try (LetterReplay replay = new LetterReplay(bootstrapServers)) {
      replay.read(filter, again, false);
      return replay.counts();
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private Counts counts() {
    return new Counts(replayed, before, without);
  }

  private void read(LetterFilter filter, boolean again, boolean write) {
    readDone();
    LetterReader.read(
        bootstrapServers, Topic.DEAD_LETTERS, filter, found -> take(found, again, write));
    if (write) {
      commit();
    }
  }

  private void readDone() {
    try (TopicReader reader = TopicReader.committed(bootstrapServers, Topic.REPLAYS)) {
      reader.forEach(found -> done.add(new String(found.key(), StandardCharsets.UTF_8)));
    }
  }

  private void take(FoundLetter found, boolean again, boolean write) {
    if (found.origin().isEmpty()) {
      without++;
      return;
    }
    if (done.contains(found.place())) {
      before++;
      if (!again) {
        return;
      }
    }
    replayed++;
    if (write) {
      batch.add(found);
      batchBytes += found.letter().getSerializedSize();
      if (batchBytes > BATCH_BYTES) {
        commit();
      }
    }
  }

  // A failed send fails the commit: nobody need wait for its result here.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void commit() {
    if (batch.isEmpty()) {
      return;
    }
    batch.sort(
        Comparator.comparing(LetterReplay::eventTime)
            .thenComparing(FoundLetter::partition)
            .thenComparing(FoundLetter::offset));
    producer.beginTransaction();
    for (FoundLetter found : batch) {
      Topic origin = found.origin().orElseThrow();
      producer.send(record(found, origin));
      producer.send(
          Envelope.wrap(
              Topic.REPLAYS,
              found.place(),
              found.letter().getNetwork(),
              Replay.newBuilder()
                  .setPartition(found.partition())
                  .setOffset(found.offset())
                  .setTopic(origin.topicName())
                  .build(),
              ContentType.JSON));
    }
    producer.commitTransaction();
    batch.clear();
    batchBytes = 0;
  }

  /** Where nobody knows the time, the record keeps its place before all others. */
  private static Instant eventTime(FoundLetter found) {
    DeadLetter letter = found.letter();
    return letter.hasTime() && Times.isValid(letter.getTime())
        ? Times.toInstant(letter.getTime())
        : Instant.MIN;
  }

  private static ProducerRecord<byte[], byte[]> record(FoundLetter found, Topic origin) {
    DeadLetter letter = found.letter();
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(
            origin.topicName(),
            letter.getRecordKey().isEmpty() ? null : letter.getRecordKey().toByteArray(),
            letter.getRaw().toByteArray());
    header(again, Headers.CONTENT_TYPE, letter.getRecordContentType());
    header(again, Headers.NETWORK, letter.getNetwork());
    header(again, Headers.REPLAY_OF, Topic.DEAD_LETTERS.topicName() + "-" + found.place());
    return again;
  }

  private static void header(ProducerRecord<?, ?> into, String name, String value) {
    if (!value.isEmpty()) {
      into.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
