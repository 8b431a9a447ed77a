package dev.fairway.diffusion.service;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A model for many users, whose evaluations share batches. Who has opened it is the first user; it
 * is freed when the last one is done.
 */
final class SharedModel {

  private final DiffusionModel model;
  private final EvaluationLanes lanes;
  private final EvaluationBatches batches;
  private final AtomicInteger users = new AtomicInteger(1);

  private SharedModel(DiffusionModel model, EvaluationLanes lanes, EvaluationBatches batches) {
    this.model = model;
    this.lanes = lanes;
    this.batches = batches;
  }

  static SharedModel open(Path bundle, EvaluationLanes lanes) throws BundleException, IOException {
    ModelBundle opened = ModelBundle.open(bundle);
    return shared(lanes, around -> DiffusionModel.of(opened, around));
  }

  /** The same weights on another network. */
  SharedModel on(MeasuredNetwork network) {
    return shared(lanes, around -> model.on(network, around));
  }

  private interface Making<E extends Exception> {
    DiffusionModel make(UnaryOperator<Denoiser> around) throws E;
  }

  private static <E extends Exception> SharedModel shared(EvaluationLanes lanes, Making<E> making)
      throws E {
    EvaluationBatches batches = new EvaluationBatches(lanes);
    boolean made = false;
    try {
      SharedModel shared = new SharedModel(making.make(batches::around), lanes, batches);
      made = true;
      return shared;
    } finally {
      if (!made) {
        batches.close();
      }
    }
  }

  DiffusionModel model() {
    return model;
  }

  EvaluationBatches batches() {
    return batches;
  }

  /** To be called by a user only, so that the model is still there. */
  ModelLease lease() {
    users.incrementAndGet();
    return new ModelLease(this);
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      batches.close();
      model.close();
    }
  }
}
