package dev.fairway.diffusion.train;

import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.Map;

/**
 * What a model of one network has to give to one of another.
 *
 * @param id of its bundle
 * @param denoiser its weights on the other network
 */
public record SourceModel(
    String id, DiffusionArchitecture architecture, Map<String, HostTensor> denoiser) {

  /**
   * @param measured what the other one is to learn
   * @throws BundleException if it is no sound diffusion bundle, is of latents, or was trained with
   *     other channels, units or another interval; it names both
   */
  public static SourceModel of(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    try (DiffusionModel model = DiffusionModel.of(bundle)) {
      return new SourceModel(
          bundle.id(), model.architecture(), model.weightsOn(measured).denoiser());
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.directory(), e.getMessage(), e);
    }
  }
}
