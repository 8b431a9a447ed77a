package dev.fairway.stream.serve;

import dev.fairway.contract.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records the app has still to read, told from the metrics of its consumers. */
final class RecordsBehind {

  private static final Set<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

  /**
   * Sum over the partitions of Fairway's topics; empty until it is known. A consumer tells the lag
   * of a topic with dots in its name twice, once with underscores (KIP-1109), and those that
   * restore state tell that of changelogs: only what has a topic's own name counts.
   */
  static Optional<Long> of(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(e -> isLag(e.getKey()))
        .map(e -> e.getValue().metricValue())
        .filter(value -> value instanceof Double lag && Double.isFinite(lag))
        .map(value -> ((Double) value).longValue())
        .reduce(Long::sum);
  }

  private static boolean isLag(MetricName name) {
    return name.name().equals("records-lag")
        && name.group().equals("consumer-fetch-manager-metrics")
        && TOPICS.contains(name.tags().getOrDefault("topic", ""));
  }

  private RecordsBehind() {}
}
