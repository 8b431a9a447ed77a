package dev.fairway.diffusion.denoise;

/**
 * Sizes of a {@link GraphTemporalUNet}.
 *
 * @param channels C of the data
 * @param sites N of the network
 * @param width channels of every block, and of the representation; a multiple of 8
 * @param hops how far along the graph, in either direction, one of the five blocks sees
 */
public record UNetShape(int channels, int sites, int width, int hops) {

  public static final int DEFAULT_WIDTH = 32;
  public static final int DEFAULT_HOPS = 1;

  public UNetShape {
    if (channels < 1 || sites < 1 || hops < 1 || width < 8 || width % 8 != 0) {
      throw new IllegalArgumentException(
          "A denoiser of "
              + channels
              + " channels, "
              + sites
              + " sites, width "
              + width
              + " (a multiple of 8) and "
              + hops
              + " hops");
    }
  }
}
