package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.List;

/** A trained model that another one learns from. */
public final class Teacher implements AutoCloseable {

  private final String id;
  private final DiffusionArchitecture architecture;
  private final ModelWeights weights;
  private final NDManager root = TensorEngine.newRoot();
  private final Denoiser denoiser;

  private Teacher(
      String id,
      MeasuredNetwork measured,
      DiffusionArchitecture architecture,
      ModelWeights weights) {
    this.id = id;
    this.architecture = architecture;
    this.weights = weights;
    WindowSpace space =
        architecture
            .space()
            .open(
                root,
                measured.channels().size(),
                architecture.steps(),
                measured.network(),
                weights.space());
    Parameters parameters = new Parameters(root, 0);
    this.denoiser = space.denoiser(root, parameters, architecture.denoiser());
    parameters.load(weights.denoiser());
    parameters.train(false);
  }

  /**
   * @param measured what the other one is to learn
   * @throws BundleException if it is no sound diffusion bundle, or of another network or channels
   */
  public static Teacher of(ModelBundle bundle, MeasuredNetwork measured) throws BundleException {
    bundle.require(DiffusionModel.KIND, measured.network().hash());
    List<String> channels = measured.channels().stream().map(Channel::name).toList();
    if (!bundle.card().channels().equals(channels)) {
      throw new BundleException(
          bundle.directory(),
          "was trained on channels " + bundle.card().channels() + ", here are " + channels);
    }
    // Opening it as a model checks all of it.
    try (DiffusionModel model = DiffusionModel.of(bundle)) {
      return new Teacher(
          bundle.id(),
          measured,
          model.architecture(),
          ModelWeights.of(bundle, model.architecture()));
    }
  }

  String id() {
    return id;
  }

  DiffusionArchitecture architecture() {
    return architecture;
  }

  ModelWeights weights() {
    return weights;
  }

  /** What it thinks of exactly these windows. */
  NetworkEstimator of(WindowItems items) {
    return new NetworkEstimator(
        root, items.seenBy(denoiser), architecture.noise(), items.numbers());
  }

  @Override
  public void close() {
    root.close();
  }
}
