package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The way in from one topic: committed records, from the beginning or where a checkpoint was. */
final class Inlet {

  static <T> KafkaSource<T> source(
      JobConfig config, Topic topic, String reader, KafkaRecordDeserializationSchema<T> schema) {
    String group = config.transactionalIdPrefix() + "-" + reader;
    return KafkaSource.<T>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(topic.topicName())
        .setGroupId(group)
        .setClientIdPrefix(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setDeserializer(schema)
        .build();
  }

  private Inlet() {}
}
