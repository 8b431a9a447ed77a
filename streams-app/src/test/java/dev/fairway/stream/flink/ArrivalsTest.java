package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  @Test
  void aSourceThatFallsSilentIsSeenByWhenItLastSpoke() {
    Map<String, Gauge<?>> gauges = new HashMap<>();
    Arrivals arrivals =
        new Arrivals(
            new UnregisteredMetricsGroup() {
              @Override
              public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
                gauges.put(name, gauge);
                return gauge;
              }
            });
    assertThat(gauges.get("last_arrival_seconds").getValue()).isEqualTo(0L);
    IncomingObservation read = new IncomingObservation();
    read.origin.time = 7_000;
    arrivals.count(read, 9_000);
    assertThat(gauges.get("last_arrival_seconds").getValue()).isEqualTo(9L);
    assertThat(gauges.get("last_event_seconds").getValue()).isEqualTo(7L);
  }
}
