package dev.fairway.diffusion.service;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that wait and calls that are computed: a bounded number of each. */
final class CallQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallQueue.class);

  private final ThreadPoolExecutor workers;
  private final MeterRegistry meters;
  private final Counter evaluations;
  private final Duration drain;
  private final int capacity;

  CallQueue(int workerCount, int capacity, Duration drain, MeterRegistry meters) {
    AtomicInteger number = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            workerCount,
            workerCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            work -> {
              Thread thread = new Thread(work, "diffusion-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.capacity = capacity;
    this.drain = drain;
    this.meters = meters;
    this.evaluations =
        Counter.builder("fairway.diffusion.evaluations")
            .description("Evaluations of the denoiser")
            .register(meters);
    Gauge.builder("fairway.diffusion.queue", workers, w -> w.getQueue().size())
        .description("Requests that wait for a worker")
        .register(meters);
  }

  /** Answers a call with what the work returns, or with the status it throws. */
  <R> void answer(String method, StreamObserver<R> out, Function<CallGuard, R> work) {
    Context context = Context.current();
    Timer.Sample started = Timer.start(meters);
    if (out instanceof ServerCallStreamObserver<R> call) {
      // Without a handler, an answer to a caller who went away would be an exception.
      call.setOnCancelHandler(() -> {});
    }
    try {
      workers.execute(
          context.wrap(
              () -> {
                Status status = run(out, work, new CallGuard(context, evaluations));
                record(method, status, started);
              }));
    } catch (RejectedExecutionException e) {
      Status full =
          workers.isShutdown()
              ? Status.UNAVAILABLE.withDescription("the service is stopping")
              : Status.RESOURCE_EXHAUSTED.withDescription(
                  "the queue of " + capacity + " requests is full");
      out.onError(full.withCause(e).asRuntimeException());
      record(method, full, started);
    }
  }

  private static <R> Status run(
      StreamObserver<R> out, Function<CallGuard, R> work, CallGuard guard) {
    try {
      guard.requireWaiting();
      R answer = work.apply(guard);
      guard.requireWaiting();
      out.onNext(answer);
      out.onCompleted();
      return Status.OK;
    } catch (StatusRuntimeException e) {
      out.onError(e);
      return e.getStatus();
    } catch (RuntimeException e) {
      LOG.error("A request failed", e);
      out.onError(Status.INTERNAL.withDescription(e.toString()).withCause(e).asRuntimeException());
      return Status.INTERNAL;
    }
  }

  private void record(String method, Status status, Timer.Sample started) {
    started.stop(
        Timer.builder("fairway.diffusion.requests")
            .description("Requests, from arrival to answer")
            .tag("method", method)
            .tag("status", status.getCode().name())
            .publishPercentileHistogram()
            .register(meters));
  }

  /** Takes no more work and waits for what runs. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow().forEach(waiting -> LOG.warn("Stopped before a request was served"));
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
