package dev.fairway.safety;

import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a Kafka cluster must be like for nothing to be lost, doubled or forgotten on it. */
public final class KafkaRules {

  /** A weekend: whatever is down may be mended on the next working day. */
  private static final Duration ABSENCE = Duration.ofDays(3);

  /** Of whoever writes in transactions that may be open for so long. */
  public static List<Finding> transactions(KafkaFacts facts, String setting, Duration timeout) {
    List<Finding> findings = new ArrayList<>();
    if (timeout.compareTo(facts.transactionLimit()) > 0) {
      findings.add(
          Finding.refusal(
              setting,
              timeout,
              "the broker permits %s (transaction.max.timeout.ms) and refuses to write"
                  .formatted(facts.transactionLimit()),
              "at most that, or allow the broker more"));
    }
    if (facts.transactionLogReplicas() > facts.brokers()) {
      findings.add(
          Finding.refusal(
              "transaction.state.log.replication.factor",
              facts.transactionLogReplicas(),
              "there are %d brokers, so that no transaction could begin".formatted(facts.brokers()),
              "at most %d on the broker".formatted(facts.brokers())));
    }
    if (facts.transactionLogReplicas() == 1 && facts.brokers() > 1) {
      findings.add(
          Finding.warning(
              "transaction.state.log.replication.factor",
              1,
              "with one of %d brokers gone no transaction ends, and results stay unseen"
                  .formatted(facts.brokers()),
              "%d on the broker".formatted(replicas(facts.brokers()))));
    }
    return findings;
  }

  /** Of the topics as they are. */
  public static List<Finding> topics(KafkaFacts facts) {
    List<Finding> findings = new ArrayList<>();
    List<Topic> missing =
        Arrays.stream(Topic.values()).filter(topic -> !facts.topics().containsKey(topic)).toList();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              "topics",
              missing.stream().map(Topic::topicName).collect(Collectors.joining(", ")),
              "they are not there, and what reads or writes them waits or fails",
              "them up with fairway feed, which makes all"));
    }
    for (Topic topic : Topic.values()) {
      if (facts.topics().containsKey(topic)) {
        copies(topic, facts.topics().get(topic), facts.brokers(), findings);
        cleanup(topic, facts.topics().get(topic), findings);
      }
    }
    return findings;
  }

  /**
   * Of whoever reads topics with so many readers at a time, and may be away for so long.
   *
   * @param setting that says how many
   */
  public static List<Finding> readers(
      KafkaFacts facts,
      Collection<Topic> read,
      String setting,
      int parallelism,
      Duration longestAbsence) {
    List<Finding> findings = new ArrayList<>();
    for (Topic topic : read) {
      TopicFacts found = facts.topics().get(topic);
      if (found == null) {
        continue;
      }
      if (found.partitions() < parallelism) {
        findings.add(
            Finding.warning(
                setting,
                parallelism,
                "%s has %d partitions, and whoever reads none of them has nothing to do"
                    .formatted(topic.topicName(), found.partitions()),
                "at most %d, or make more partitions".formatted(found.partitions())));
      }
      if (found.retention().isPresent() && !topic.isCompacted()) {
        retention(topic, found.retention().get(), longestAbsence, findings);
      }
    }
    return findings;
  }

  private static void retention(
      Topic topic, Duration retention, Duration longestAbsence, List<Finding> findings) {
    String setting = topic.topicName() + " retention.ms";
    if (retention.compareTo(longestAbsence) < 0) {
      findings.add(
          Finding.refusal(
              setting,
              retention.toMillis(),
              "after a restart, which may take %s, records that no checkpoint has counted would be gone"
                  .formatted(longestAbsence),
              "at least %d, better %d".formatted(longestAbsence.toMillis(), ABSENCE.toMillis())));
    } else if (retention.compareTo(ABSENCE) < 0) {
      findings.add(
          Finding.warning(
              setting,
              retention.toMillis(),
              "who is down for longer than %s loses records, and no replay can bring them"
                  .formatted(retention),
              "at least %d".formatted(ABSENCE.toMillis())));
    }
  }

  private static void copies(Topic topic, TopicFacts found, int brokers, List<Finding> findings) {
    String name = topic.topicName();
    if (found.replicas() == 1 && brokers > 1) {
      findings.add(
          Finding.warning(
              name + " replication factor",
              1,
              "with one of %d brokers gone its records are gone".formatted(brokers),
              "%d, with kafka-reassign-partitions".formatted(replicas(brokers))));
    }
    String minimum = name + " min.insync.replicas";
    if (found.minimumInSync() > found.replicas()) {
      findings.add(
          Finding.refusal(
              minimum,
              found.minimumInSync(),
              "it has %d replicas, so that nothing can be written (acks=all)"
                  .formatted(found.replicas()),
              "at most %d".formatted(found.replicas())));
    } else if (found.replicas() > 1 && found.minimumInSync() == 1) {
      findings.add(
          Finding.warning(
              minimum, 1, "one broker may acknowledge a record alone (acks=all) and lose it", "2"));
    } else if (found.replicas() > 1 && found.minimumInSync() == found.replicas()) {
      findings.add(
          Finding.warning(
              minimum,
              found.minimumInSync(),
              "with one broker gone nothing can be written",
              Integer.toString(found.replicas() - 1)));
    }
  }

  private static void cleanup(Topic topic, TopicFacts found, List<Finding> findings) {
    String setting = topic.topicName() + " cleanup.policy";
    if (topic.isCompacted() && found.isDeleted()) {
      findings.add(
          Finding.refusal(
              setting,
              "delete",
              "what is not said again in time is forgotten: networks, models, how far feeds are",
              "compact"));
    }
    if (!topic.isCompacted() && found.isCompacted()) {
      findings.add(
          Finding.refusal(
              setting, "compact", "of each site only the newest record would stay", "delete"));
    }
    if (!topic.isCompacted() && !found.isStampedOnArrival()) {
      findings.add(
          Finding.warning(
              topic.topicName() + " message.timestamp.type",
              "CreateTime",
              "results of a replay of the past would be as old as the past, and deleted at once",
              "LogAppendTime"));
    }
  }

  private static int replicas(int brokers) {
    return Math.min(3, brokers);
  }

  private KafkaRules() {}
}
