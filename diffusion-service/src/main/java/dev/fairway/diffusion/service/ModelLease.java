package dev.fairway.diffusion.service;

import dev.fairway.diffusion.DiffusionModel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A model that stays usable until this is closed. */
final class ModelLease implements AutoCloseable {

  private final SharedModel shared;
  private final AtomicBoolean returned = new AtomicBoolean();

  ModelLease(SharedModel shared) {
    this.shared = shared;
  }

  DiffusionModel model() {
    return shared.model();
  }

  /** Computes among those whose evaluations of the model are batched. */
  <R> R seated(Supplier<R> work) {
    return shared.batches().seated(work);
  }

  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      shared.release();
    }
  }
}
