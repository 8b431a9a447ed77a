package dev.fairway.ingest.feed;

import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes Fairway's topics where they are not there yet; those that are there stay as they are.
 *
 * <p>Topics stamp records with the time of arrival: stamps of a historic replay would be deleted by
 * retention while it runs, and stamps from the future refused. Event time lives in the records.
 *
 * @param partitions of each stream; tables have one
 * @param replication copies of each partition; 1 on a single broker
 * @param retention age at which records of streams may go
 * @param retentionBytes size of a stream's partition at which its oldest records may go; -1: any
 */
public record TopicCreator(
    int partitions, short replication, Duration retention, long retentionBytes) {

  private static final int MOST_COPIES = 3;

  /** A minute of not having heard of a topic is an error of its own. */
  private static final int MOST_ASKED = 600;

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

  public TopicCreator {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "Topics need partitions and replicas: partitions="
              + partitions
              + ", replication="
              + replication);
    }
  }

  /** One broker, a week or 1 GiB of each partition. */
  public static TopicCreator singleBroker(int partitions) {
    return replicated(partitions, 1);
  }

  /** As many copies; a week or 1 GiB of each partition. */
  public static TopicCreator replicated(int partitions, int replication) {
    return new TopicCreator(partitions, (short) replication, Duration.ofDays(7), 1L << 30);
  }

  /** As many copies as are usual where there are so many brokers. */
  public static int usualReplication(int brokers) {
    return Math.min(MOST_COPIES, brokers);
  }

  /**
   * Returns when all topics exist and the leaders of those that are new take records. Before that,
   * a producer with several requests on the way loses the first: it is refused, the second begins
   * the partition, and the first comes again as out of order until it is given up (KAFKA-15591).
   *
   * @throws KafkaException naming the topic that could not be made
   */
  public void create(String bootstrapServers) throws InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      List<NewTopic> wanted = Arrays.stream(Topic.values()).map(this::topic).toList();
      Map<String, ? extends Future<Void>> results = admin.createTopics(wanted).values();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (NewTopic topic : wanted) {
        try {
          results.get(topic.name()).get();
          for (int partition = 0; partition < topic.numPartitions(); partition++) {
            ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
          }
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw cannotBeMade(topic.name(), e);
          }
        }
      }
      awaitLeaders(admin, ends);
    }
  }

  /**
   * Only a leader answers where a partition ends, and the client asks until there is one; but a
   * broker that has not heard of a topic yet says that there is none, and that it takes for an
   * answer.
   */
  static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> silent = new HashMap<>(ends);
    for (int asked = 1; !silent.isEmpty(); asked++) {
      ListOffsetsResult answers = admin.listOffsets(silent);
      for (TopicPartition partition : Set.copyOf(silent.keySet())) {
        try {
          answers.partitionResult(partition).get();
          silent.remove(partition);
        } catch (ExecutionException e) {
          if (asked == MOST_ASKED || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw cannotBeMade(partition.topic(), e);
          }
        }
      }
      if (!silent.isEmpty()) {
        Thread.sleep(BETWEEN_QUESTIONS.toMillis());
      }
    }
  }

  private static KafkaException cannotBeMade(String topic, ExecutionException e) {
    return new KafkaException(
        "Topic " + topic + " cannot be made: " + e.getCause().getMessage(), e);
  }

  private NewTopic topic(Topic topic) {
    Map<String, String> config = new HashMap<>();
    if (replication >= MOST_COPIES) {
      // One may be away, and still no record is acknowledged that only one broker has.
      config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.MAXIMUM_RECORD_BYTES));
    if (topic.isCompacted()) {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    } else {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
      config.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes));
    }
    return new NewTopic(topic.topicName(), topic.isCompacted() ? 1 : partitions, replication)
        .configs(config);
  }
}
