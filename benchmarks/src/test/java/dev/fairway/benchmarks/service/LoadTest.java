package dev.fairway.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void aShareOfTheWindowsIsAnsweredWithinItsLatency() {
    Load load = new Load(2, 2, 3, 1.5, new double[] {0.4, 0.1, 0.3, 0.2});
    assertThat(load.windowsPerSecond()).isEqualTo(2);
    assertThat(load.processorSecondsPerWindow()).isEqualTo(0.75);
    assertThat(load.latency(0.5)).isEqualTo(0.2);
    assertThat(load.latency(0.75)).isEqualTo(0.3);
    assertThat(load.latency(0.99)).isEqualTo(0.4);
    assertThat(load.latency(0)).isEqualTo(0.1);
  }

  @Test
  void withoutAnAnswerThereIsNoLoad() {
    assertThatThrownBy(() -> new Load(2, 2, 3, 1.5, new double[0]))
        .hasMessageContaining("no window was answered in 2.0 s");
  }
}
