package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Sizes of an {@link AdaptedDenoiser}.
 *
 * @param of the denoiser that is added to
 * @param rank channels inside of an adapter
 */
public record AdaptedShape(DenoiserShape of, int rank) implements DenoiserShape {

  /** How the names of the adapters' weights begin. */
  public static final String ADAPTERS = "adapters.";

  public AdaptedShape {
    Objects.requireNonNull(of, "of");
    if (of instanceof AdaptedShape || rank < 1) {
      throw new IllegalArgumentException(
          "Adapters of rank " + rank + ", which is below 1, or of what has adapters");
    }
  }

  @Override
  public int width() {
    return of.width();
  }

  @Override
  public Conditioning conditioning() {
    return of.conditioning();
  }

  @Override
  public DenoiserShape told(Conditioning other) {
    return new AdaptedShape(of.told(other), rank);
  }

  /** All adapters are among them: each is as small as the last. */
  @Override
  public List<String> lastLayers() {
    List<String> names = new ArrayList<>(of.lastLayers());
    names.add(ADAPTERS);
    return List.copyOf(names);
  }

  @Override
  public Denoiser denoiser(
      NDManager owner, Parameters parameters, int channels, TrafficNetwork network) {
    return new AdaptedDenoiser(of.denoiser(owner, parameters, channels, network), parameters, this);
  }
}
