package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;
import java.util.List;
import java.util.Objects;

/**
 * Sizes of a {@link UViT}.
 *
 * @param width of every token; even, and a multiple of {@code heads}
 * @param depth blocks; odd, as the one in the middle has no partner
 * @param heads of every attention
 * @param patch steps in a token
 * @param positions numbers that say where a site lies in the graph; 0 for none
 */
public record UViTShape(
    int width, int depth, int heads, int patch, int positions, Conditioning conditioning)
    implements DenoiserShape {

  public UViTShape {
    Objects.requireNonNull(conditioning, "conditioning");
    if (depth < 1 || depth % 2 == 0 || patch < 1 || positions < 0) {
      throw new IllegalArgumentException(
          "A U-ViT of "
              + depth
              + " blocks (an odd number), patches of "
              + patch
              + " steps and "
              + positions
              + " positions");
    }
    MultiHeadAttention.require(width, heads);
  }

  @Override
  public UViTShape told(Conditioning other) {
    return new UViTShape(width, depth, heads, patch, positions, other);
  }

  @Override
  public List<String> lastLayers() {
    return List.of("block" + depth + ".", "outNorm.", "out.");
  }

  @Override
  public Denoiser denoiser(
      NDManager owner, Parameters parameters, int channels, TrafficNetwork network) {
    return new UViT(owner, parameters, this, channels, network);
  }
}
