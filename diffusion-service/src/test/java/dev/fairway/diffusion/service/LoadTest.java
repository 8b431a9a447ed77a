package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.provenance.BundleException;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More callers than can be served, and callers who do not wait, over real gRPC. */
class LoadTest {

  private static final int QUEUE = 2;
  private static final int EVALUATIONS = 4;
  private static final ImputeRequest REQUEST =
      impute(message(RingRoad.windowWithHoles(4)), 1, EVALUATIONS, 3);

  @TempDir Path directory;
  private SimpleMeterRegistry meters;
  private RunningService service;

  @BeforeEach
  void start() throws IOException, BundleException, InterruptedException {
    service = service(new Together(1, 1_000_000));
    service.hold();
  }

  /** With meters of its own: gauges of the same name would go on showing an earlier service. */
  private RunningService service(Together together) throws IOException, BundleException {
    meters = new SimpleMeterRegistry();
    RunningService started =
        new RunningService(together, QUEUE, Duration.ofSeconds(10), false, meters);
    started.shelf.load(RingRoad.randomBundle(directory, 4, 1).directory());
    return started;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aFullQueueRefusesAndSaysHowLongItIs() throws Exception {
    List<Future<ImputeResponse>> accepted = new ArrayList<>();
    for (int i = 0; i < 1 + QUEUE; i++) {
      accepted.add(service.futures().impute(REQUEST));
    }
    awaitGauge("queue", QUEUE);
    awaitGauge("running", 1);
    assertThatThrownBy(() -> service.stub().impute(REQUEST))
        .hasMessageContaining("RESOURCE_EXHAUSTED")
        .hasMessageContaining("2 requests wait, possible are 2; 1 are being computed")
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.QUEUE_FULL));
    assertThat(meters.get("fairway.diffusion.refusals").tag("reason", "QUEUE_FULL").counter())
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
    service.release();
    for (Future<ImputeResponse> answer : accepted) {
      assertThat(answer.get()).isEqualTo(accepted.get(0).get());
    }
  }

  @Test
  void whoLeavesTheQueueMakesRoomAndCostsNothing() throws Exception {
    Future<ImputeResponse> first = service.futures().impute(REQUEST);
    awaitGauge("running", 1);
    Future<ImputeResponse> leaves = service.futures().impute(REQUEST);
    Future<ImputeResponse> stays = service.futures().impute(REQUEST);
    awaitGauge("queue", QUEUE);
    leaves.cancel(true);
    awaitGauge("queue", 1);
    Future<ImputeResponse> late = service.futures().impute(REQUEST);
    awaitGauge("queue", QUEUE);
    service.release();
    assertThat(late.get()).isEqualTo(first.get()).isEqualTo(stays.get());
    assertThat(evaluations()).isEqualTo(3 * EVALUATIONS);
    assertThat(requests("CANCELLED")).isEqualTo(1);
  }

  @Test
  void afterTheDeadlineThereIsNoOtherEvaluation() {
    Future<ImputeResponse> hasty =
        service.futures().withDeadlineAfter(2, TimeUnit.SECONDS).impute(REQUEST);
    awaitGauge("running", 1);
    Future<ImputeResponse> lessHasty =
        service.futures().withDeadlineAfter(3, TimeUnit.SECONDS).impute(REQUEST);
    assertTooLate(hasty);
    assertTooLate(lessHasty);
    // When the later of the two has left the queue, the earlier one's time is over there too.
    awaitGauge("queue", 0);
    service.release();
    awaitGauge("running", 0);
    // The evaluation that it waited for has not begun: it is not made up for now.
    assertThat(evaluations()).isEqualTo(1);
    assertThat(meters.get("fairway.diffusion.batch.requests").summary().count()).isZero();
    assertThat(requests("DEADLINE_EXCEEDED")).isPositive();
  }

  private static void assertTooLate(Future<ImputeResponse> answer) {
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .satisfies(
            e ->
                assertThat(Status.fromThrowable(e).getCode())
                    .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
  }

  /** One window has 2 x 12 x 4 cells, a request 3 times as many. */
  @Test
  void aBatchHasOnlySoManyCellsUnlessARequestIsLarger() throws Exception {
    service.close();
    service = service(new Together(10, 2 * 3 * 96));
    service.hold();
    Future<ImputeResponse> one = service.futures().impute(REQUEST);
    Future<ImputeResponse> two = service.futures().impute(REQUEST);
    awaitGauge("running", 2);
    Future<ImputeResponse> large =
        service.futures().impute(impute(REQUEST.getWindow(), 1, EVALUATIONS, 60));
    awaitGauge("queue", 1);
    service.release();
    Rounding.assertEqualButForRounding(one.get().getValuesList(), two.get().getValuesList());
    assertThat(large.get().getModel()).isEqualTo(one.get().getModel());
    assertThat(meters.get("fairway.diffusion.batch.requests").summary().max()).isEqualTo(2);
    assertThat(meters.get("fairway.diffusion.batch.cells").summary().max()).isEqualTo(60 * 96);
  }

  private double evaluations() {
    return meters.get("fairway.diffusion.evaluations").counter().count();
  }

  private long requests(String status) {
    return meters.get("fairway.diffusion.requests").tag("status", status).timer().count();
  }

  /** The service learns of what callers do in its own time. */
  private void awaitGauge(String name, double value) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(meters.get("fairway.diffusion." + name).gauge().value())
                    .isEqualTo(value));
  }
}
