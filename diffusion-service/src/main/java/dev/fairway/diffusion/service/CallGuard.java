package dev.fairway.diffusion.service;

import dev.fairway.diffusion.Checkpoint;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;

/** Stops the work of a call that nobody waits for any more, and counts evaluations. */
record CallGuard(Context context, Counter evaluations) implements Checkpoint {

  @Override
  public void beforeEvaluation() {
    requireWaiting();
    evaluations.increment();
  }

  void requireWaiting() {
    Deadline deadline = context.getDeadline();
    if (deadline != null && deadline.isExpired()) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("the deadline passed before the work was done")
          .asRuntimeException();
    }
    if (context.isCancelled()) {
      throw Status.CANCELLED.withDescription("the caller went away").asRuntimeException();
    }
  }
}
