package dev.fairway.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.NetworkPublisher;
import dev.fairway.contract.NetworkReader;
import dev.fairway.contract.Topic;
import dev.fairway.ingest.feed.FeedRules;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.KafkaFactsReader;
import dev.fairway.safety.TopicFacts;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  @Test
  void topicsAreMadeOnceAndNetworksOutliveTheBroker(@TempDir Path directory) throws Exception {
    MeasuredNetwork first = network("a", 100);
    MeasuredNetwork second = network("a", 250);
    MeasuredNetwork other = network("b", 300);
    TopicCreator topics = TopicCreator.singleBroker(3);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      topics.create(broker.bootstrapServers());
      topics.create(broker.bootstrapServers());
      NetworkPublisher.publish(broker.bootstrapServers(), List.of(first, other));
      NetworkPublisher.publish(broker.bootstrapServers(), List.of(second));
      assertTopics(broker.bootstrapServers());
      assertFacts(KafkaFactsReader.read(broker.bootstrapServers()));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      Map<String, MeasuredNetwork> networks = NetworkReader.read(broker.bootstrapServers());
      assertThat(networks).containsOnlyKeys("a", "b");
      assertThat(networks.get("a").network().hash()).isEqualTo(second.network().hash());
      assertThat(networks.get("a").channels()).isEqualTo(second.channels());
      assertThat(networks.get("b").network().hash()).isEqualTo(other.network().hash());
    }
  }

  private static void assertFacts(KafkaFacts facts) {
    assertThat(facts.brokers()).isEqualTo(1);
    assertThat(facts.transactionLimit()).isEqualTo(Duration.ofMinutes(15));
    assertThat(facts.transactionLogReplicas()).isEqualTo(1);
    assertThat(facts.topics()).containsOnlyKeys(Topic.values());
    assertThat(facts.topics().get(Topic.OBSERVATIONS))
        .isEqualTo(new TopicFacts(3, 1, 1, Optional.of(Duration.ofDays(7)), false, true, true));
    assertThat(facts.topics().get(Topic.NETWORKS).isCompacted()).isTrue();
    assertThat(FeedRules.of(facts).all()).isEmpty();
  }

  private static void assertTopics(String bootstrapServers) throws Exception {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      var descriptions =
          admin
              .describeTopics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
              .allTopicNames()
              .get();
      assertThat(descriptions.get(Topic.OBSERVATIONS.topicName()).partitions()).hasSize(3);
      assertThat(descriptions.get(Topic.NETWORKS.topicName()).partitions()).hasSize(1);
      ConfigResource table =
          new ConfigResource(ConfigResource.Type.TOPIC, Topic.FEED_POSITIONS.topicName());
      Config config = admin.describeConfigs(List.of(table)).all().get().get(table);
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    }
  }

  private static MeasuredNetwork network(String id, double metres) {
    List<Site> sites = List.of(new Site("s1", "One", 56, 10), new Site("s2", "Two", 56.1, 10));
    return new MeasuredNetwork(
        new TrafficNetwork(id, NetworkKind.ROAD, sites, List.of(new Link("s1", "s2", metres))),
        "Network " + id,
        List.of(new Channel(Channel.FLOW, "veh/h", 0, 9000, true, Aggregation.RATE)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(2),
        "");
  }
}
