package dev.fairway.stream.serve;

import dev.fairway.contract.Topic;
import dev.fairway.safety.AddressRules;
import dev.fairway.safety.Finding;
import dev.fairway.safety.Findings;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.KafkaRules;
import dev.fairway.safety.TopicFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** With which settings scores would be lost or doubled, or be open to all. */
public final class ServeRules {

  /** Kafka Streams' own, of transactions that it commits each second. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  public static Findings of(ServeConfig config, KafkaFacts kafka) {
    List<Finding> findings = new ArrayList<>(AddressRules.of("--host", config.host()));
    findings.addAll(
        KafkaRules.transactions(kafka, "transaction.timeout.ms of scoring", TRANSACTION_TIMEOUT));
    findings.addAll(KafkaRules.topics(kafka));
    findings.addAll(
        KafkaRules.readers(
            kafka,
            List.of(Topic.INTERVALS, Topic.FORECASTS),
            "threads that score",
            config.streamThreads(),
            TRANSACTION_TIMEOUT));
    findings.addAll(joined(kafka));
    return new Findings(findings);
  }

  /** A forecast meets its truth only if both topics spread the sites in the same way. */
  private static List<Finding> joined(KafkaFacts kafka) {
    TopicFacts intervals = kafka.topics().get(Topic.INTERVALS);
    TopicFacts forecasts = kafka.topics().get(Topic.FORECASTS);
    return intervals == null
            || forecasts == null
            || intervals.partitions() == forecasts.partitions()
        ? List.of()
        : List.of(
            Finding.refusal(
                Topic.FORECASTS.topicName() + " partitions",
                forecasts.partitions(),
                "%s has %d, and forecasts would not meet their truth"
                    .formatted(Topic.INTERVALS.topicName(), intervals.partitions()),
                "as many for both"));
  }

  private ServeRules() {}
}
