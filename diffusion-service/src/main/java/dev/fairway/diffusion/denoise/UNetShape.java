package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;
import java.util.List;
import java.util.Objects;

/**
 * Sizes of a {@link GraphTemporalUNet}.
 *
 * @param width channels of every block; a multiple of 8
 * @param hops how far along the graph, in either direction, one of the five blocks sees
 */
public record UNetShape(int width, int hops, Conditioning conditioning) implements DenoiserShape {

  public UNetShape {
    Objects.requireNonNull(conditioning, "conditioning");
    if (hops < 1 || width < 8 || width % 8 != 0) {
      throw new IllegalArgumentException(
          "A U-Net of width " + width + " (a multiple of 8) and " + hops + " hops");
    }
  }

  @Override
  public UNetShape told(Conditioning other) {
    return new UNetShape(width, hops, other);
  }

  @Override
  public List<String> lastLayers() {
    return List.of("decoderFine.", "outNorm.", "out.");
  }

  @Override
  public Denoiser denoiser(
      NDManager owner, Parameters parameters, int channels, TrafficNetwork network) {
    return new GraphTemporalUNet(owner, parameters, this, channels, network);
  }
}
