package dev.fairway.stream.serve.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** What waits for what: the topics that one task reads together. */
class SubtopologiesTest {

  private static final Activity DEAF =
      new Activity() {
        @Override
        public void interval(SiteInterval interval, Admission admission) {}

        @Override
        public void forecast(Forecast forecast, Admission admission) {}

        @Override
        public void scored(Score score) {}

        @Override
        public void deadLetter(DeadLetter letter) {}

        @Override
        public void model(ModelEvent event) {}

        @Override
        public void network(NetworkDefinition definition) {}
      };

  @Test
  void onlyForecastsAndTheirTruthWaitForEachOther() {
    List<Set<String>> read =
        ScoringTopology.build(Retention.DEFAULT, DEAF).describe().subtopologies().stream()
            .map(SubtopologiesTest::sources)
            .toList();
    assertThat(read)
        .containsExactlyInAnyOrder(
            Set.of(Topic.INTERVALS.topicName(), Topic.FORECASTS.topicName()),
            Set.of(Topic.DEAD_LETTERS.topicName(), Topic.LATE.topicName()),
            Set.of(Topic.MODELS.topicName()),
            Set.of(Topic.NETWORKS.topicName()));
  }

  private static Set<String> sources(TopologyDescription.Subtopology subtopology) {
    return subtopology.nodes().stream()
        .filter(TopologyDescription.Source.class::isInstance)
        .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
        .collect(Collectors.toSet());
  }
}
