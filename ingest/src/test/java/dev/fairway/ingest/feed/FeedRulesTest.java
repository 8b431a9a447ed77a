package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Topic;
import dev.fairway.safety.Finding;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.TopicFacts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedRulesTest {

  private static final TopicFacts TWO_PARTITIONS =
      new TopicFacts(2, 1, 1, Optional.of(Duration.ofDays(7)), false, true, true);

  private static KafkaFacts kafka(int brokers, Duration limit) {
    return new KafkaFacts(brokers, limit, 1, Map.of(Topic.OBSERVATIONS, TWO_PARTITIONS));
  }

  @Test
  void whatIsUsualOnOneBrokerIsSafe() {
    assertThat(FeedRules.of(TopicCreator.singleBroker(2), kafka(1, Duration.ofMinutes(15))).all())
        .isEmpty();
  }

  @Test
  void everythingThatIsUnsafeIsToldAtOnce() {
    assertThat(FeedRules.of(TopicCreator.replicated(4, 3), kafka(2, Duration.ofSeconds(59))).all())
        .extracting(Finding::toString)
        .satisfiesExactly(
            one -> assertThat(one).contains("transaction.timeout.ms of the feed = PT1M", "PT59S"),
            one -> assertThat(one).contains("transaction.state.log.replication.factor = 1"),
            one -> assertThat(one).contains("--replication = 3", "there are 2 brokers"),
            one -> assertThat(one).contains("--partitions = 4", "[2]"));
  }

  @Test
  void oneCopyOnSeveralBrokersIsTold() {
    assertThat(FeedRules.of(TopicCreator.singleBroker(2), kafka(3, Duration.ofMinutes(15))).all())
        .extracting(Finding::toString)
        .anySatisfy(one -> assertThat(one).contains("--replication = 1", "set 3"));
  }

  @Test
  void asManyCopiesAreUsualAsThereAreBrokersAndThreeAtMost() {
    assertThat(TopicCreator.usualReplication(1)).isEqualTo(1);
    assertThat(TopicCreator.usualReplication(2)).isEqualTo(2);
    assertThat(TopicCreator.usualReplication(9)).isEqualTo(3);
  }
}
