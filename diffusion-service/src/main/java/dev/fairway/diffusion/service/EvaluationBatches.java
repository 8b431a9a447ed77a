package dev.fairway.diffusion.service;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.denoise.Denoiser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * One model's denoiser for many callers: evaluations for which callers wait at the same time are
 * computed as one batch.
 *
 * <pre>
 *   caller 1: sampler - noise, step k ---.                    .--- next step
 *   caller 2: sampler - noise, step j ----+-- one evaluation --+--- next step
 *   caller 3: encoder - noise, level -----'                    '--- its representation
 * </pre>
 *
 * <p>Only the evaluation is shared. Each caller keeps its own sampler, plan, seed and step: the
 * denoiser is told the noise level row by row, so rows of a batch need not agree in it, and who
 * leaves is simply not in the next batch.
 */
final class EvaluationBatches implements AutoCloseable {

  private final EvaluationLanes lanes;
  // Guarded by the lanes, as the rest of the state.
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private int seated;
  private int evaluating;

  EvaluationBatches(EvaluationLanes lanes) {
    this.lanes = lanes;
    lanes.open(this);
  }

  /** Does work that evaluates the denoiser: until it is done, batches wait for its evaluations. */
  <R> R seated(Supplier<R> work) {
    lanes.update(() -> seated++);
    try {
      return work.get();
    } finally {
      lanes.update(() -> seated--);
    }
  }

  /** The same denoiser, in batches. */
  Denoiser around(Denoiser denoiser) {
    return new BatchedDenoiser(denoiser, this);
  }

  /** Computes an evaluation, in one batch with what waits when its time comes. */
  NDArray evaluate(Turn turn) {
    lanes.update(() -> waiting.add(turn));
    return turn.await();
  }

  /** A lane's share of the callers waits, or everyone who is not being served already. */
  boolean isReady() {
    return !waiting.isEmpty()
        && (waiting.size() >= share() || waiting.size() >= seated - evaluating);
  }

  /** Takes a batch; callers who gave up are told so and are not in it. */
  List<Turn> next() {
    List<Turn> batch = new ArrayList<>();
    int share = share();
    while (batch.size() < share && !waiting.isEmpty()) {
      Turn turn = waiting.remove();
      if (!turn.isAbandoned()) {
        batch.add(turn);
      }
    }
    evaluating += batch.size();
    return batch;
  }

  void evaluated(int count) {
    evaluating -= count;
  }

  private int share() {
    return Math.max(1, (seated + lanes.lanes() - 1) / lanes.lanes());
  }

  @Override
  public void close() {
    lanes.close(this);
  }
}
