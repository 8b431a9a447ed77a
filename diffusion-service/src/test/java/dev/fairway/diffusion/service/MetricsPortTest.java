package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.RingRoad;
import io.grpc.StatusRuntimeException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPortTest {

  @Test
  void prometheusReadsWhatTheServiceDid(@TempDir Path directory) throws Exception {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (RunningService service =
            new RunningService(Together.ON_CPU, 2, Duration.ofSeconds(10), false, meters);
        MetricsPort port = MetricsPort.start("127.0.0.1", 0, meters)) {
      assertThatThrownBy(
              () -> service.stub().impute(impute(message(RingRoad.windowWithHoles(4)), 1)))
          .isInstanceOf(StatusRuntimeException.class);
      service.shelf.load(RingRoad.randomBundle(directory, 4, 1).directory());
      assertThat(service.stub().impute(impute(message(RingRoad.windowWithHoles(4)), 1)).getModel())
          .isNotEmpty();
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .contains(
              "fairway_diffusion_requests_seconds_bucket{method=\"Impute\",status=\"OK\",le=",
              "fairway_diffusion_batch_requests_bucket{le=\"1.0\"} 4",
              "fairway_diffusion_batch_cells_count 4",
              "fairway_diffusion_evaluations_total 4.0",
              "fairway_diffusion_refusals_total{reason=\"NO_MODEL\"} 1.0",
              "fairway_diffusion_queue 0.0",
              "fairway_diffusion_running ");
    }
  }
}
