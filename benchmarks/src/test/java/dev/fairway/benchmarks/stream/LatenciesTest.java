package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void quantilesCountForecastsAndNotBatches() {
    Latencies latencies = new Latencies();
    latencies.add(3, 1);
    latencies.add(1, 98);
    latencies.add(2, 1);
    assertThat(latencies.quantile(0.5)).isEqualTo(1);
    assertThat(latencies.quantile(0.98)).isEqualTo(1);
    assertThat(latencies.quantile(0.99)).isEqualTo(2);
    assertThat(latencies.quantile(1)).isEqualTo(3);
  }

  @Test
  void nothingHasNoQuantile() {
    Latencies latencies = new Latencies();
    latencies.add(1, 0);
    assertThatThrownBy(() -> latencies.quantile(0.5)).isInstanceOf(IllegalStateException.class);
  }
}
