package dev.fairway.diffusion.service;

import dev.fairway.diffusion.Checkpoint;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;

/** Stops the work of a call that nobody waits for any more, and counts evaluations. */
record CallGuard(Context context, Counter evaluations) implements Checkpoint {

  @Override
  public void beforeEvaluation() {
    requireWaiting();
    evaluations.increment();
  }

  void requireWaiting() {
    abandoned(context)
        .ifPresent(
            e -> {
              throw e;
            });
  }

  /** Why nobody waits for a call any more; empty if somebody does. */
  static Optional<StatusRuntimeException> abandoned(Context context) {
    Deadline deadline = context.getDeadline();
    if (deadline != null && deadline.isExpired()) {
      return Optional.of(
          Status.DEADLINE_EXCEEDED
              .withDescription("the deadline passed before the work was done")
              .asRuntimeException());
    }
    if (context.isCancelled()) {
      return Optional.of(
          Status.CANCELLED.withDescription("the caller went away").asRuntimeException());
    }
    return Optional.empty();
  }
}
