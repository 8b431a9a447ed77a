package dev.fairway.cli.audit;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.Position;
import dev.fairway.contract.v1.SiteInterval;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts what is on the topics, as a reader of committed records sees it, so that anybody can check
 * that what went in came out, once. All topics are read as they were when the audit began, those
 * that come out of the job a moment before those that go in: what came out has always gone in.
 */
public final class DeliveryAudit {

  private static final Topic[] TOPICS = {
    Topic.FORECASTS,
    Topic.INTERVALS,
    Topic.OUTSIDE,
    Topic.DEAD_LETTERS,
    Topic.LATE,
    Topic.OBSERVATIONS,
    Topic.POSITIONS
  };

  private final RecordCodec<Observation> observations =
      new RecordCodec<>(Observation.getDefaultInstance());
  private final RecordCodec<Position> positions = new RecordCodec<>(Position.getDefaultInstance());
  private final RecordCodec<SiteInterval> intervals =
      new RecordCodec<>(SiteInterval.getDefaultInstance());
  private final RecordCodec<OutsideInterval> outsides =
      new RecordCodec<>(OutsideInterval.getDefaultInstance());
  private final RecordCodec<Forecast> forecasts = new RecordCodec<>(Forecast.getDefaultInstance());
  private final RecordCodec<DeadLetter> deadLetters =
      new RecordCodec<>(DeadLetter.getDefaultInstance());

  private final String bootstrapServers;
  private final Optional<String> only;
  private final Map<String, NetworkDefinition> definitions;
  private final Map<String, NetworkCounts> byNetwork = new TreeMap<>();

  /**
   * @param only the one network to count; empty: all
   */
  public DeliveryAudit(String bootstrapServers, Optional<String> only) {
    this.bootstrapServers = bootstrapServers;
    this.only = only;
    this.definitions =
        CompactedTopic.read(
            bootstrapServers,
            Topic.NETWORKS,
            new RecordCodec<>(NetworkDefinition.getDefaultInstance()));
  }

  /**
   * Reads the topics to where they ended when this was called; counts by network.
   *
   * @param progress is told the share that has been read, 0..1
   */
  public Map<String, NetworkCounts> run(DoubleConsumer progress) {
    try (TopicReader reader = TopicReader.committed(bootstrapServers, TOPICS)) {
      reader.forEach(this::count, () -> progress.accept(reader.share()));
    }
    return byNetwork;
  }

  private void count(ConsumerRecord<byte[], byte[]> found) {
    String network = Envelope.network(found).orElse("");
    if (only.isPresent() && !only.get().equals(network)) {
      return;
    }
    NetworkCounts counts = byNetwork.computeIfAbsent(network, this::counts);
    String topic = found.topic();
    if (topic.equals(Topic.OBSERVATIONS.topicName())) {
      reading(
          found,
          counts,
          observations,
          Observation::getHeartbeat,
          o -> Optional.of(o.getTime()).filter(t -> o.hasTime()));
    } else if (topic.equals(Topic.POSITIONS.topicName())) {
      reading(
          found,
          counts,
          positions,
          Position::getHeartbeat,
          p -> Optional.of(p.getTime()).filter(t -> p.hasTime()));
    } else if (topic.equals(Topic.INTERVALS.topicName())) {
      counts.add(OwnRecords.open(found, intervals));
    } else if (topic.equals(Topic.OUTSIDE.topicName())) {
      counts.add(OwnRecords.open(found, outsides));
    } else if (topic.equals(Topic.FORECASTS.topicName())) {
      counts.add(OwnRecords.open(found, forecasts));
    } else {
      counts.add(OwnRecords.open(found, deadLetters));
    }
  }

  private NetworkCounts counts(String network) {
    NetworkDefinition definition = definitions.get(network);
    return new NetworkCounts(definition == null ? 0 : definition.getIntervalSeconds());
  }

  /** Anybody may write to these topics: what cannot be read has gone in all the same. */
  private static <T extends Message> void reading(
      ConsumerRecord<byte[], byte[]> found,
      NetworkCounts counts,
      RecordCodec<T> codec,
      Predicate<T> isHeartbeat,
      Function<T, Optional<Timestamp>> time) {
    if (found.value() == null || Envelope.isOversized(found)) {
      counts.addReading(Optional.empty());
      return;
    }
    try {
      T read = Envelope.open(found, codec);
      if (!isHeartbeat.test(read)) {
        counts.addReading(time.apply(read).filter(Times::isValid));
      }
    } catch (MalformedRecordException e) {
      counts.addReading(Optional.empty());
    }
  }
}
