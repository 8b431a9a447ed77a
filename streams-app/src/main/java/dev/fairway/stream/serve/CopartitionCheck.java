package dev.fairway.stream.serve;

import dev.fairway.contract.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/** A forecast meets its truth only if both topics spread the sites in the same way. */
final class CopartitionCheck {

  static void require(String bootstrapServers) {
    List<String> names = Stream.of(Topic.INTERVALS, Topic.FORECASTS).map(Topic::topicName).toList();
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<String, TopicDescription> found = admin.describeTopics(names).allTopicNames().get();
      int intervals = found.get(names.get(0)).partitions().size();
      int forecasts = found.get(names.get(1)).partitions().size();
      if (intervals != forecasts) {
        throw new IllegalStateException(
            "Topic %s has %d partitions and %s has %d; they must be equal"
                .formatted(names.get(0), intervals, names.get(1), forecasts));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Topics " + names + " on " + bootstrapServers + ": " + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while looking at topics " + names, e);
    }
  }

  private CopartitionCheck() {}
}
