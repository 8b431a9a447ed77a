package dev.fairway.diffusion.latent;

/**
 * Sizes of a {@link Codec}.
 *
 * @param channels Cz of the latent
 * @param stride steps in one of its steps
 * @param clusters M, its sites; at most those of the network
 * @param width of the layers in between
 */
public record CodecShape(int channels, int stride, int clusters, int width) {

  public CodecShape {
    if (channels < 1 || stride < 1 || clusters < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A codec of "
              + channels
              + " channels, stride "
              + stride
              + ", "
              + clusters
              + " clusters and width "
              + width);
    }
  }
}
