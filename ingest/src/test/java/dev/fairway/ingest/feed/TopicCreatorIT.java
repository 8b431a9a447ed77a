package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreatorIT {

  /** So many that the broker is at work on them for a while after they are agreed upon. */
  private static final int PARTITIONS = 40;

  private static final int RECORDS = 200;

  @Test
  void whatIsSentTheMomentTheTopicsAreMadeArrivesInOrder(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      String kafka = broker.bootstrapServers();
      // It knows the broker beforehand, and has nothing left to ask about but the new topics.
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
        TopicCreator.singleBroker(PARTITIONS).create(kafka);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
          for (int p = 0; p < PARTITIONS; p++) {
            sent.add(
                producer.send(
                    new ProducerRecord<>(
                        Topic.INTERVALS.topicName(), p, new byte[0], new byte[i])));
          }
        }
        for (int at = 0; at < sent.size(); at++) {
          assertThat(sent.get(at).get().offset()).isEqualTo(at / PARTITIONS);
        }
      }
    }
  }

  /** One that is warm agrees on topics faster than it hears of them, and says there are none. */
  @Test
  void aBrokerThatHasNotHeardOfATopicYetIsAskedAgain(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      for (int i = 0; i < 60; i++) {
        String topic = "topic-" + i;
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        Map<TopicPartition, OffsetSpec> ends =
            Map.of(new TopicPartition(topic, 0), OffsetSpec.latest());
        TopicCreator.awaitLeaders(admin, ends);
        assertThat(admin.listOffsets(ends).all().get()).hasSize(1);
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String kafka) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
            // Many small requests, several on the way at once; what is stuck shows soon.
            ProducerConfig.BATCH_SIZE_CONFIG, 500,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
