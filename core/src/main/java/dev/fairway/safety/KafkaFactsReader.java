package dev.fairway.safety;

import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks a Kafka cluster for what matters. */
public final class KafkaFactsReader {

  /**
   * @throws KafkaException if it does not answer, or not this client
   */
  public static KafkaFacts read(String bootstrapServers) throws InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Set<String> present = admin.listTopics().names().get();
      List<Topic> topics =
          Arrays.stream(Topic.values())
              .filter(topic -> present.contains(topic.topicName()))
              .toList();
      var nodes = admin.describeCluster().nodes().get();
      ConfigResource broker =
          new ConfigResource(ConfigResource.Type.BROKER, nodes.iterator().next().idString());
      List<ConfigResource> asked = new ArrayList<>(List.of(broker));
      topics.forEach(topic -> asked.add(resource(topic)));
      Map<ConfigResource, Config> configs = admin.describeConfigs(asked).all().get();
      Map<String, TopicDescription> described =
          admin
              .describeTopics(topics.stream().map(Topic::topicName).toList())
              .allTopicNames()
              .get();
      Map<Topic, TopicFacts> found = new EnumMap<>(Topic.class);
      for (Topic topic : topics) {
        found.put(topic, facts(described.get(topic.topicName()), configs.get(resource(topic))));
      }
      Config settings = configs.get(broker);
      return new KafkaFacts(
          nodes.size(),
          Duration.ofMillis(number(settings, "transaction.max.timeout.ms")),
          (int) number(settings, "transaction.state.log.replication.factor"),
          found);
    } catch (ExecutionException e) {
      throw new KafkaException(
          "The settings of Kafka at %s cannot be read: %s"
              .formatted(bootstrapServers, e.getCause().getMessage()),
          e.getCause());
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  private static TopicFacts facts(TopicDescription described, Config config) {
    long retention = number(config, TopicConfig.RETENTION_MS_CONFIG);
    String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    return new TopicFacts(
        described.partitions().size(),
        described.partitions().get(0).replicas().size(),
        (int) number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        retention < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retention)),
        cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT),
        cleanup.contains(TopicConfig.CLEANUP_POLICY_DELETE),
        config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value().equals("LogAppendTime"));
  }

  private static long number(Config config, String key) {
    return Long.parseLong(config.get(key).value());
  }

  private KafkaFactsReader() {}
}
