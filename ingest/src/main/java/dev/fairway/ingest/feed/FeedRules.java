package dev.fairway.ingest.feed;

import dev.fairway.contract.Topic;
import dev.fairway.safety.Finding;
import dev.fairway.safety.Findings;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.KafkaRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** With which settings a feed would lose readings, or write none. */
public final class FeedRules {

  /** Before topics are made. */
  public static Findings of(TopicCreator topics, KafkaFacts kafka) {
    List<Finding> findings =
        new ArrayList<>(
            KafkaRules.transactions(
                kafka, "transaction.timeout.ms of the feed", FeedWriter.TRANSACTION_TIMEOUT));
    if (topics.replication() > kafka.brokers()) {
      findings.add(
          Finding.refusal(
              "--replication",
              topics.replication(),
              "there are %d brokers".formatted(kafka.brokers()),
              "at most %d".formatted(kafka.brokers())));
    } else if (topics.replication() == 1 && kafka.brokers() > 1) {
      findings.add(
          Finding.warning(
              "--replication",
              1,
              "with one of %d brokers gone its records are gone".formatted(kafka.brokers()),
              "%d".formatted(Math.min(3, kafka.brokers()))));
    }
    TreeSet<Integer> others = new TreeSet<>();
    kafka
        .topics()
        .forEach(
            (topic, found) -> {
              if (!topic.isCompacted() && found.partitions() != topics.partitions()) {
                others.add(found.partitions());
              }
            });
    if (!others.isEmpty()) {
      findings.add(
          Finding.warning(
              "--partitions",
              topics.partitions(),
              "topics that are there have %s, and stay as they are".formatted(others),
              "the same"));
    }
    return new Findings(findings);
  }

  /** When topics have been made. */
  public static Findings of(KafkaFacts kafka) {
    List<Finding> findings = new ArrayList<>(KafkaRules.topics(kafka));
    findings.addAll(
        KafkaRules.readers(
            kafka,
            List.of(Topic.OBSERVATIONS, Topic.POSITIONS),
            "readers",
            1,
            FeedWriter.TRANSACTION_TIMEOUT));
    return new Findings(findings);
  }

  private FeedRules() {}
}
