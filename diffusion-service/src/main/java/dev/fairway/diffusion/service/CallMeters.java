package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.Refusal;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted of calls. */
final class CallMeters {

  private final MeterRegistry registry;
  private final Counter evaluations;

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
    this.evaluations =
        Counter.builder("fairway.diffusion.evaluations")
            .description("Evaluations of the denoiser, each caller's counted")
            .register(registry);
  }

  Counter evaluations() {
    return evaluations;
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void ended(String method, Status status, Timer.Sample started) {
    started.stop(
        Timer.builder("fairway.diffusion.requests")
            .description("Requests, from arrival to answer")
            .tag("method", method)
            .tag("status", status.getCode().name())
            .publishPercentileHistogram()
            .register(registry));
  }

  void refused(Refusal reason) {
    Counter.builder("fairway.diffusion.refusals")
        .description("Requests that were refused, by reason")
        .tag("reason", reason.name())
        .register(registry)
        .increment();
  }
}
