package dev.fairway.stream.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.stream.serve.topology.Admission;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveActivityTest {

  /** The share of fallbacks is the quotient of two counters with the same tags. */
  @Test
  void fallbackForecastsAreCountedBesideAll() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    LiveActivity activity = new LiveActivity(metrics, () -> Instant.EPOCH);
    activity.forecast(forecast(false), Admission.NEW);
    activity.forecast(forecast(true), Admission.NEW);
    activity.forecast(forecast(false), Admission.NEW);
    assertThat(count(metrics, "fairway.forecasts")).isEqualTo(3);
    assertThat(count(metrics, "fairway.fallback.forecasts")).isEqualTo(1);
  }

  private static double count(SimpleMeterRegistry metrics, String name) {
    return metrics.get(name).tag("network", "town").tag("admission", "NEW").counter().count();
  }

  private static Forecast forecast(boolean fallback) {
    return Forecast.newBuilder().setNetwork("town").setFallback(fallback).build();
  }
}
