package dev.fairway.diffusion;

import dev.fairway.diffusion.denoise.SiteVectors;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a diffusion model has learned, by name.
 *
 * @param scaler see {@link ResidualScaler#of}
 * @param space of the space in which windows are denoised; empty if they are in their cells
 */
public record ModelWeights(
    Map<String, HostTensor> scaler,
    Map<String, HostTensor> denoiser,
    Map<String, HostTensor> space) {

  /** What is usual, and how usual it is: {@link ResidualScaler}. */
  public static final String SCALER_FILE = "scaler.safetensors";

  /** File of a bundle whose model denoises latents. */
  public static final String CODEC_FILE = "codec.safetensors";

  /**
   * @throws BundleException if a file is missing
   * @throws IllegalArgumentException if one holds no weights
   */
  public static ModelWeights of(ModelBundle bundle, DiffusionArchitecture architecture)
      throws BundleException {
    return new ModelWeights(
        SafeTensors.read(bundle.file(SCALER_FILE)),
        SafeTensors.read(bundle.file(DiffusionModel.WEIGHTS_FILE)),
        architecture.space().isLearned() ? SafeTensors.read(bundle.file(CODEC_FILE)) : Map.of());
  }

  /** As a bundle has them. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(SCALER_FILE, SafeTensors.write(scaler));
    files.put(DiffusionModel.WEIGHTS_FILE, SafeTensors.write(denoiser));
    if (!space.isEmpty()) {
      files.put(CODEC_FILE, SafeTensors.write(space));
    }
    return files;
  }

  /**
   * On another network, see {@link SiteVectors}.
   *
   * @throws IllegalArgumentException if they are of latents, whose sites are clusters of the one
   *     network
   */
  ModelWeights moved(TrafficNetwork from, TrafficNetwork to) {
    if (!space.isEmpty()) {
      throw new IllegalArgumentException(
          "the model denoises latents of " + from.id() + ", and serves no other network");
    }
    return new ModelWeights(
        ResidualScaler.moved(scaler, from, to), SiteVectors.moved(denoiser, from, to), space);
  }
}
