package dev.fairway.stream.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class RecordsBehindTest {

  private final Map<MetricName, Metric> metrics = new HashMap<>();

  @Test
  void eachPartitionCountsOnceThoughItIsToldTwice() {
    lag("fairway.forecasts.v1", 0, 70);
    lag("fairway_forecasts_v1", 0, 70);
    lag("fairway.forecasts.v1", 1, 5);
    lag("fairway_forecasts_v1", 1, 5);
    lag("fairway.intervals.v1", 0, 3);
    lag("fairway_intervals_v1", 0, 3);
    assertThat(RecordsBehind.of(metrics)).contains(78L);
  }

  @Test
  void theRestoringOfStateIsNotReading() {
    lag("fairway.intervals.v1", 0, 3);
    lag("fairway-serve-history-changelog", 0, 1000);
    assertThat(RecordsBehind.of(metrics)).contains(3L);
  }

  @Test
  void whatIsNotYetKnownDoesNotCount() {
    assertThat(RecordsBehind.of(metrics)).isEmpty();
    lag("fairway.intervals.v1", 0, Double.NaN);
    assertThat(RecordsBehind.of(metrics)).isEmpty();
  }

  private void lag(String topic, int partition, double value) {
    MetricName name =
        new MetricName(
            "records-lag",
            "consumer-fetch-manager-metrics",
            "",
            Map.of("topic", topic, "partition", Integer.toString(partition), "client-id", "c"));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
