package dev.fairway.diffusion.service;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the denoisers of all models are evaluated: so many batches at a time as there are lanes. A
 * batch starts as soon as a lane is free and there is nobody worth waiting for; no clock is asked.
 */
final class EvaluationLanes implements AutoCloseable {

  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128};

  private final int lanes;
  private final ExecutorService threads;
  private final Set<EvaluationBatches> models = new LinkedHashSet<>();
  private final DistributionSummary batchRequests;
  private final DistributionSummary batchCells;
  private int free;

  EvaluationLanes(int lanes, MeterRegistry meters) {
    this.lanes = lanes;
    this.free = lanes;
    this.threads = Executors.newFixedThreadPool(lanes, daemons());
    this.batchRequests =
        DistributionSummary.builder("fairway.diffusion.batch.requests")
            .description("Requests that shared an evaluation of the denoiser")
            .serviceLevelObjectives(SIZES)
            .register(meters);
    this.batchCells =
        DistributionSummary.builder("fairway.diffusion.batch.cells")
            .description("Channels x steps x sites x samples of an evaluation of the denoiser")
            .register(meters);
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "denoiser-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  int lanes() {
    return lanes;
  }

  synchronized void open(EvaluationBatches batches) {
    models.add(batches);
  }

  synchronized void close(EvaluationBatches batches) {
    models.remove(batches);
  }

  /** Changes who waits for what, under the one lock, and starts what can start now. */
  synchronized void update(Runnable change) {
    change.run();
    for (EvaluationBatches model : models) {
      while (free > 0 && model.isReady()) {
        List<Turn> batch = model.next();
        if (!batch.isEmpty()) {
          start(model, batch);
        }
      }
    }
  }

  private void start(EvaluationBatches model, List<Turn> batch) {
    free--;
    batchRequests.record(batch.size());
    batchCells.record((double) batch.stream().mapToLong(Turn::cells).sum());
    threads.execute(
        () -> {
          Runnable answers = Turn.evaluate(batch);
          // The lane is free before the callers go on: what they ask for next may share it.
          update(
              () -> {
                free++;
                model.evaluated(batch.size());
              });
          answers.run();
        });
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
