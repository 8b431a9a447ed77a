package dev.fairway.ingest.feed;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.FeedPosition;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.SourceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a feed's records in transactions. One is opened by the first record and holds until {@link
 * #commit}; closing with one open leaves its records unseen for ever.
 */
final class FeedWriter implements AutoCloseable {

  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

  private final FeedSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final int partitions;
  private boolean open;
  private long observations;
  private long positions;
  private long heartbeats;
  private final Map<DeadLetter.Reason, Long> deadLetters = new EnumMap<>(DeadLetter.Reason.class);

  /** Fences off any earlier writer of the network and aborts what it left open. */
  FeedWriter(String bootstrapServers, FeedSettings settings) {
    this.settings = settings;
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
    config.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // One at a time: a partition's first batch of a transaction may be told to try again, and
    // batches that overtook it
    // would be refused, and logged by the broker as errors, until it has come.
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAXIMUM_RECORD_BYTES);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      partitions = producer.partitionsFor(settings.stream().topicName()).size();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  void write(SourceEvent event) {
    if (event instanceof SourceEvent.Observed observed) {
      Observation observation = observed.observation();
      send(Topic.OBSERVATIONS, observation.getSite(), observation);
      observations++;
    } else if (event instanceof SourceEvent.Sighted sighted) {
      Position position = sighted.position();
      send(Topic.POSITIONS, position.getVessel(), position);
      positions++;
    } else if (event instanceof SourceEvent.Refused refused) {
      DeadLetter letter = refused.deadLetter();
      send(Topic.DEAD_LETTERS, letter.getSource(), letter);
      deadLetters.merge(letter.getReason(), 1L, Long::sum);
    }
  }

  /** Tells every partition of the stream that the source's clock has reached a time. */
  void heartbeat(Instant time) {
    begin();
    Message heartbeat =
        settings.stream() == Topic.OBSERVATIONS
            ? Observation.newBuilder()
                .setNetwork(settings.network())
                .setTime(Times.toTimestamp(time))
                .setHeartbeat(true)
                .build()
            : Position.newBuilder()
                .setNetwork(settings.network())
                .setTime(Times.toTimestamp(time))
                .setHeartbeat(true)
                .build();
    for (int partition = 0; partition < partitions; partition++) {
      post(
          Envelope.wrap(
              settings.stream(), partition, settings.network(), heartbeat, settings.type()));
      heartbeats++;
    }
  }

  boolean hasOpenTransaction() {
    return open;
  }

  /**
   * Commits what was written, together with how far that is.
   *
   * @param position events of the source that are written by now
   * @return what went in since the last commit
   */
  FeedCounts commit(long position, Optional<Instant> clock) {
    if (!open) {
      return FeedCounts.NONE;
    }
    FeedPosition.Builder reached =
        FeedPosition.newBuilder()
            .setNetwork(settings.network())
            .setFeed(settings.fingerprint())
            .setEvents(position);
    clock.map(Times::toTimestamp).ifPresent(reached::setTime);
    send(Topic.FEED_POSITIONS, settings.network(), reached.build());
    producer.commitTransaction();
    open = false;
    long refused = deadLetters.values().stream().mapToLong(Long::longValue).sum();
    FeedCounts written =
        new FeedCounts(
            observations + positions + refused, observations, positions, deadLetters, heartbeats);
    observations = 0;
    positions = 0;
    heartbeats = 0;
    deadLetters.clear();
    return written;
  }

  /** Does not commit. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void send(Topic topic, String key, Message message) {
    begin();
    post(Envelope.wrap(topic, key, settings.network(), message, settings.type()));
  }

  // A failed send fails the commit: nobody need wait for its result here.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void post(ProducerRecord<byte[], byte[]> envelope) {
    producer.send(envelope);
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
    }
  }
}
