package dev.fairway.diffusion.service;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.Refusal;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls that are computed, side by side, and calls that wait for it, in the order of their arrival:
 * a bounded number of each.
 */
final class CallQueue implements AutoCloseable {

  private final Together together;
  private final int workers;
  private final int capacity;
  private final CallMeters meters;
  private final ExecutorService threads;
  // Guarded by this, as the rest of the state.
  private final Queue<Waiting<?>> waiting = new ArrayDeque<>();
  private int running;
  private long runningCells;
  private boolean stopping;
  private final CountDownLatch idle = new CountDownLatch(1);

  private record Waiting<R>(Call<R> call, Job<R> job) {

    void compute() {
      call.compute(job);
    }

    void fail(RuntimeException reason) {
      job.lease().close();
      call.fail(reason);
    }
  }

  /**
   * @param together how much is computed side by side
   * @param workers batches that are computed at a time
   * @param capacity how many may wait
   */
  CallQueue(Together together, int workers, int capacity, MeterRegistry registry) {
    this.together = together;
    this.workers = workers;
    this.capacity = capacity;
    this.meters = new CallMeters(registry);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "diffusion-call-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Gauge.builder("fairway.diffusion.queue", this, CallQueue::waitingCalls)
        .description("Requests that wait to be computed")
        .register(registry);
    Gauge.builder("fairway.diffusion.running", this, CallQueue::runningCalls)
        .description("Requests that are computed side by side")
        .register(registry);
  }

  /**
   * Answers a call, later, with what the job gives or the status that it or the check throws.
   *
   * @param check looks at the request while the caller's thread is at hand: what cannot be done is
   *     refused without waiting
   */
  <R> void answer(String method, StreamObserver<R> out, Supplier<Job<R>> check) {
    Call<R> call = new Call<>(method, out, meters);
    Waiting<R> arrived;
    try {
      arrived = new Waiting<>(call, check.get());
    } catch (RuntimeException e) {
      call.fail(e);
      return;
    }
    try {
      admit(arrived);
    } catch (RuntimeException e) {
      arrived.fail(e);
      return;
    }
    // A caller who goes away makes room for others at once.
    call.context().addListener(context -> abandon(arrived), Runnable::run);
  }

  /** Answers a call that costs next to nothing, past the queue. */
  <R> void answerNow(String method, StreamObserver<R> out, Supplier<R> work) {
    Call<R> call = new Call<>(method, out, meters);
    R answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      call.fail(e);
      return;
    }
    call.answer(answer);
  }

  private synchronized void admit(Waiting<?> arrived) {
    if (stopping) {
      throw Refusals.because(Refusal.STOPPING, "the service is stopping");
    }
    if (waiting.size() >= capacity) {
      throw Refusals.because(
          Refusal.QUEUE_FULL,
          "the queue is full: %d requests wait, possible are %d; %d are being computed"
              .formatted(waiting.size(), capacity, running));
    }
    waiting.add(arrived);
    startWhatFits();
  }

  private void abandon(Waiting<?> gone) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(gone);
      startWhatFits();
    }
    if (waited) {
      CallGuard.abandoned(gone.call().context()).ifPresent(gone::fail);
    }
  }

  private synchronized void startWhatFits() {
    while (!waiting.isEmpty()
        && together.fits(workers, running, runningCells + waiting.element().job().cells())) {
      Waiting<?> next = waiting.remove();
      running++;
      runningCells += next.job().cells();
      threads.execute(
          () -> {
            try {
              next.compute();
            } finally {
              ended(next);
            }
          });
    }
    if (stopping && running + waiting.size() == 0) {
      idle.countDown();
    }
  }

  private synchronized void ended(Waiting<?> done) {
    running--;
    runningCells -= done.job().cells();
    startWhatFits();
  }

  private synchronized int waitingCalls() {
    return waiting.size();
  }

  private synchronized int runningCalls() {
    return running;
  }

  /**
   * Refuses new calls from now on, and returns when those that were accepted are answered, or when
   * the grace is over: then who still waits is refused too.
   */
  void drain(Duration grace) throws InterruptedException {
    synchronized (this) {
      stopping = true;
      startWhatFits();
    }
    boolean done = idle.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    List<Waiting<?>> left;
    synchronized (this) {
      left = done ? List.of() : new ArrayList<>(waiting);
      waiting.removeAll(left);
    }
    left.forEach(late -> late.fail(Refusals.because(Refusal.STOPPING, "the service has stopped")));
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
