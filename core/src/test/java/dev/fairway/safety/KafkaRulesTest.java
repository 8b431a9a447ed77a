package dev.fairway.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaRulesTest {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Map<Topic, TopicFacts> topics = new EnumMap<>(Topic.class);

  KafkaRulesTest() {
    Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic, usual(topic, 1, 1)));
  }

  private static TopicFacts usual(Topic topic, int replicas, int minimumInSync) {
    return new TopicFacts(
        2,
        replicas,
        minimumInSync,
        topic.isCompacted() ? Optional.empty() : Optional.of(WEEK),
        topic.isCompacted(),
        !topic.isCompacted(),
        true);
  }

  private KafkaFacts cluster(int brokers, int transactionLogReplicas) {
    return new KafkaFacts(brokers, LIMIT, transactionLogReplicas, topics);
  }

  private void observations(
      Duration retention, boolean isCompacted, boolean isDeleted, boolean isStampedOnArrival) {
    topics.put(
        Topic.OBSERVATIONS,
        new TopicFacts(
            2, 1, 1, Optional.of(retention), isCompacted, isDeleted, isStampedOnArrival));
  }

  private List<Finding> readers(int parallelism) {
    return KafkaRules.readers(
        cluster(1, 1),
        List.of(Topic.OBSERVATIONS, Topic.POSITIONS),
        "--parallelism",
        parallelism,
        Duration.ofMinutes(10));
  }

  private static void assertOne(List<Finding> findings, boolean isRefusal, String... texts) {
    assertThat(findings)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.isRefusal()).isEqualTo(isRefusal);
              assertThat(one.toString()).contains(texts);
            });
  }

  @Test
  void whatTheFeedMakesOnOneBrokerIsSafe() {
    KafkaFacts facts = cluster(1, 1);
    assertThat(KafkaRules.topics(facts)).isEmpty();
    assertThat(KafkaRules.transactions(facts, "--transaction-timeout", LIMIT)).isEmpty();
    assertThat(readers(2)).isEmpty();
  }

  @Test
  void aTransactionLongerThanTheBrokerPermitsIsRefused() {
    assertOne(
        KafkaRules.transactions(cluster(1, 1), "--transaction-timeout", LIMIT.plusMillis(1)),
        true,
        "--transaction-timeout = PT15M0.001S",
        "permits PT15M",
        "transaction.max.timeout.ms");
  }

  @Test
  void aTransactionLogThatNeedsMoreBrokersThanThereAreIsRefused() {
    assertOne(
        KafkaRules.transactions(cluster(1, 3), "t", LIMIT),
        true,
        "transaction.state.log.replication.factor = 3",
        "there are 1 brokers",
        "set at most 1");
  }

  @Test
  void aTransactionLogOnOneOfSeveralBrokersIsTold() {
    assertOne(
        KafkaRules.transactions(cluster(2, 1), "t", LIMIT),
        false,
        "transaction.state.log.replication.factor = 1",
        "set 2 on the broker");
  }

  @Test
  void topicsThatAreNotThereAreToldTogether() {
    topics.remove(Topic.LATE);
    topics.remove(Topic.MODELS);
    assertOne(
        KafkaRules.topics(cluster(1, 1)),
        false,
        "topics = fairway.late.v1, fairway.models.v1",
        "fairway feed");
  }

  @Test
  void oneCopyOnSeveralBrokersIsToldForEachTopic() {
    assertThat(KafkaRules.topics(cluster(3, 3)))
        .hasSize(Topic.values().length)
        .allMatch(one -> !one.isRefusal())
        .allSatisfy(one -> assertThat(one.toString()).contains("replication factor = 1", "set 3"));
  }

  @Test
  void threeCopiesOfWhichTwoMustHaveARecordAreSafe() {
    Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic, usual(topic, 3, 2)));
    assertThat(KafkaRules.topics(cluster(3, 3))).isEmpty();
  }

  @Test
  void copiesOfWhichOneMayAcknowledgeAloneAreTold() {
    Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic, usual(topic, 3, 2)));
    topics.put(Topic.FORECASTS, usual(Topic.FORECASTS, 3, 1));
    assertOne(
        KafkaRules.topics(cluster(3, 3)),
        false,
        "fairway.forecasts.v1 min.insync.replicas = 1",
        "acks=all",
        "set 2");
  }

  @Test
  void moreCopiesInSyncThanThereAreIsRefused() {
    topics.put(Topic.FORECASTS, usual(Topic.FORECASTS, 1, 2));
    assertOne(
        KafkaRules.topics(cluster(1, 1)),
        true,
        "fairway.forecasts.v1 min.insync.replicas = 2",
        "nothing can be written");
  }

  @Test
  void allCopiesInSyncIsToldAsNoneMayBeAway() {
    Arrays.stream(Topic.values()).forEach(topic -> topics.put(topic, usual(topic, 3, 2)));
    topics.put(Topic.FORECASTS, usual(Topic.FORECASTS, 3, 3));
    assertOne(
        KafkaRules.topics(cluster(3, 3)),
        false,
        "min.insync.replicas = 3",
        "with one broker gone",
        "set 2");
  }

  @Test
  void aStreamOfWhichOnlyTheNewestStaysIsRefused() {
    observations(WEEK, true, false, true);
    assertOne(
        KafkaRules.topics(cluster(1, 1)),
        true,
        "fairway.observations.v1 cleanup.policy = compact",
        "set delete");
  }

  @Test
  void aTableThatForgetsIsRefused() {
    topics.put(Topic.FEED_POSITIONS, new TopicFacts(1, 1, 1, Optional.of(WEEK), false, true, true));
    assertOne(
        KafkaRules.topics(cluster(1, 1)),
        true,
        "fairway.feed-positions.v1 cleanup.policy = delete",
        "how far feeds are",
        "set compact");
  }

  @Test
  void recordsThatAreAsOldAsWhatTheyTellAreTold() {
    observations(WEEK, false, true, false);
    assertOne(
        KafkaRules.topics(cluster(1, 1)),
        false,
        "message.timestamp.type = CreateTime",
        "set LogAppendTime");
  }

  @Test
  void readingsThatGoBeforeARestartIsOverAreRefused() {
    observations(Duration.ofMinutes(9), false, true, true);
    assertOne(
        readers(1),
        true,
        "fairway.observations.v1 retention.ms = 540000",
        "which may take PT10M",
        "at least 600000");
  }

  @Test
  void readingsThatGoWithinAWeekendAreTold() {
    observations(Duration.ofDays(1), false, true, true);
    assertOne(readers(1), false, "retention.ms = 86400000", "longer than PT24H");
  }

  @Test
  void moreReadersThanPartitionsAreTold() {
    assertThat(readers(3))
        .hasSize(2)
        .allSatisfy(
            one ->
                assertThat(one.toString())
                    .contains("--parallelism = 3", "has 2 partitions", "set at most 2"));
  }
}
