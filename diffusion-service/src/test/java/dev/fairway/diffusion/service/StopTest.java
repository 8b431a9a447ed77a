package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.provenance.BundleException;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the service ends, over real gRPC. */
class StopTest {

  private static final ImputeRequest REQUEST = impute(message(RingRoad.windowWithHoles(4)), 1);

  @TempDir Path directory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void whatWasAcceptedIsAnsweredWhileHealthSaysThatItStops() throws Exception {
    try (RunningService service = busy(Duration.ofMinutes(2))) {
      Future<ImputeResponse> running = service.futures().impute(REQUEST);
      awaitAccepted(1, 0);
      Future<ImputeResponse> waiting = service.futures().impute(REQUEST);
      awaitAccepted(1, 1);
      assertThat(health(service)).isEqualTo(ServingStatus.SERVING);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(service.server::close);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(health(service)).isEqualTo(ServingStatus.NOT_SERVING));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> service.stub().impute(REQUEST))
                      .hasMessageContaining("UNAVAILABLE: the service is stopping")
                      .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.STOPPING)));
      assertThat(stopped).isNotDone();
      service.release();
      assertThat(running.get()).isEqualTo(waiting.get());
      stopped.join();
    }
  }

  @Test
  void afterTheGraceNobodyIsWaitedFor() throws Exception {
    try (RunningService service = busy(Duration.ZERO)) {
      Future<ImputeResponse> running = service.futures().impute(REQUEST);
      awaitAccepted(1, 0);
      Future<ImputeResponse> waiting = service.futures().impute(REQUEST);
      awaitAccepted(1, 1);
      service.server.close();
      assertThatThrownBy(waiting::get)
          .hasMessageContaining("the service has stopped")
          .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.STOPPING));
      assertThatThrownBy(running::get)
          .satisfies(
              e ->
                  assertThat(Status.fromThrowable(e).getCode())
                      .isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED));
    }
  }

  private RunningService busy(Duration drain)
      throws IOException, BundleException, InterruptedException {
    RunningService service =
        new RunningService(new Together(1, 1_000_000), 2, drain, false, meters);
    service.shelf.load(RingRoad.randomBundle(directory, 4, 1).directory());
    service.hold();
    return service;
  }

  private void awaitAccepted(int running, int waiting) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              assertThat(meters.get("fairway.diffusion.running").gauge().value())
                  .isEqualTo(running);
              assertThat(meters.get("fairway.diffusion.queue").gauge().value()).isEqualTo(waiting);
            });
  }

  private static ServingStatus health(RunningService service) {
    return HealthGrpc.newBlockingStub(service.channel)
        .check(
            HealthCheckRequest.newBuilder().setService(DiffusionServiceGrpc.SERVICE_NAME).build())
        .getStatus();
  }
}
