package dev.fairway.safety;

import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.Map;

/**
 * A Kafka cluster, as far as it matters to what may be started on it.
 *
 * @param brokers how many there are
 * @param transactionLimit the longest that a transaction may be open: transaction.max.timeout.ms
 * @param transactionLogReplicas transaction.state.log.replication.factor
 * @param topics those of Fairway's that are there
 */
public record KafkaFacts(
    int brokers,
    Duration transactionLimit,
    int transactionLogReplicas,
    Map<Topic, TopicFacts> topics) {

  public KafkaFacts {
    topics = Map.copyOf(topics);
  }
}
