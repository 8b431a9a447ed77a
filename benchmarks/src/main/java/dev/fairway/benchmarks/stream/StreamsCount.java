package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Observation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Kafka Streams as its documentation shows it: readings by site and five minutes of event time,
 * counted, exactly once. It reads a record as the job does, to know its time, and no more.
 */
final class StreamsCount implements Side {

  private static final String TOPIC = "counts";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration LATENESS = Duration.ofMinutes(1);

  private final Plant plant;
  private final StreamPlan plan;

  StreamsCount(Plant plant, StreamPlan plan) throws Exception {
    this.plant = plant;
    this.plan = plan;
    plant.create(TOPIC);
  }

  @Override
  public String label() {
    return "kafka-streams-count";
  }

  @Override
  public Running start(int round) {
    String group = TOPIC + "-" + round;
    Written written = Written.from(plant.bootstrapServers(), TOPIC);
    KafkaStreams streams = new KafkaStreams(topology(), settings(group));
    streams.start();
    return new Running() {
      @Override
      public String group() {
        return group;
      }

      @Override
      public void close() {
        streams.close();
      }

      @Override
      public void check() {
        Map<String, Long> newest = new HashMap<>();
        written.forEach(
            found ->
                newest.put(
                    new String(found.key(), java.nio.charset.StandardCharsets.UTF_8),
                    count(found.value())));
        long sum = newest.values().stream().mapToLong(Long::longValue).sum();
        if (sum != plan.readings()) {
          throw new IllegalStateException(
              "readings counted: %d, not %d".formatted(sum, plan.readings()));
        }
      }
    };
  }

  private static long count(byte[] value) {
    try (Serdes.LongSerde longs = new Serdes.LongSerde()) {
      return longs.deserializer().deserialize(TOPIC, value);
    }
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topic.OBSERVATIONS.topicName(),
            Consumed.with(Serdes.String(), Serdes.ByteArray())
                .withTimestampExtractor(new EventTime()))
        // Heartbeats have no key.
        .filter((site, value) -> site != null)
        .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
        .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, LATENESS))
        .count(Materialized.as("count"))
        .toStream((windowed, count) -> windowed.key() + "@" + windowed.window().start())
        .to(TOPIC, Produced.with(Serdes.String(), Serdes.Long()));
    return builder.build();
  }

  private Properties settings(String group) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, plant.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, plant.directory().resolve(group).toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, plan.parallelism());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, plan.checkpointEvery().toMillis());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    return settings;
  }

  private static final class EventTime implements TimestampExtractor {

    private static final RecordCodec<Observation> CODEC =
        new RecordCodec<>(Observation.getDefaultInstance());

    @Override
    public long extract(ConsumerRecord<Object, Object> found, long partitionTime) {
      try {
        Observation read = Envelope.open(found.headers(), (byte[]) found.value(), CODEC);
        return Times.toInstant(read.getTime()).toEpochMilli();
      } catch (MalformedRecordException e) {
        throw new IllegalStateException("The feed wrote what cannot be read", e);
      }
    }
  }
}
