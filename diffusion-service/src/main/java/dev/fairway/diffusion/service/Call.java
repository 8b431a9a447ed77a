package dev.fairway.diffusion.service;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.Refusal;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call, from its arrival to its answer or its status: it gets exactly one of them. */
final class Call<R> {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final String method;
  private final StreamObserver<R> out;
  private final Context context = Context.current();
  private final CallMeters meters;
  private final Timer.Sample started;

  Call(String method, StreamObserver<R> out, CallMeters meters) {
    this.method = method;
    this.out = out;
    this.meters = meters;
    this.started = meters.start();
    if (out instanceof ServerCallStreamObserver<R> call) {
      // Without a handler, an answer to a caller who went away would be an exception.
      call.setOnCancelHandler(() -> {});
    }
  }

  Context context() {
    return context;
  }

  /** Computes in the caller's context, beside those who do so for the same model. */
  void compute(Job<R> job) {
    context.run(
        () -> {
          CallGuard guard = new CallGuard(context, meters.evaluations());
          try (ModelLease lease = job.lease()) {
            guard.requireWaiting();
            R answer = lease.seated(() -> job.work().apply(guard));
            guard.requireWaiting();
            answer(answer);
          } catch (RuntimeException e) {
            fail(e);
          }
        });
  }

  /** Counted before the caller learns of it, so that nobody sees an answer without its count. */
  void answer(R answer) {
    meters.ended(method, Status.OK, started);
    out.onNext(answer);
    out.onCompleted();
  }

  void fail(RuntimeException failure) {
    StatusRuntimeException told;
    if (failure instanceof StatusRuntimeException status) {
      told = status;
    } else {
      LOG.error("A request failed", failure);
      told =
          Status.INTERNAL
              .withDescription(failure.toString())
              .withCause(failure)
              .asRuntimeException();
    }
    meters.ended(method, told.getStatus(), started);
    Refusal reason = Refusals.reason(told);
    if (reason != Refusal.REFUSAL_UNSPECIFIED) {
      meters.refused(reason);
    }
    out.onError(told);
  }
}
