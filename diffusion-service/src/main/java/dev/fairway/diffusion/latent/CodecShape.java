package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDManager;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import java.util.Map;

/**
 * Sizes of a {@link Codec}.
 *
 * @param channels Cz of the latent
 * @param stride steps in one of its steps
 * @param clusters M, its sites; at most those of the network
 * @param width of the layers in between
 */
public record CodecShape(int channels, int stride, int clusters, int width) implements SpaceShape {

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

  @Override
  public boolean isLearned() {
    return true;
  }

  @Override
  public WindowSpace open(
      NDManager root,
      int dataChannels,
      int steps,
      TrafficNetwork network,
      Map<String, HostTensor> weights) {
    Parameters parameters = Parameters.of(root, weights);
    Codec codec;
    try {
      codec = new Codec(root, parameters, this, dataChannels, network);
      parameters.requireNames(weights.keySet());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The codec is another one: " + e.getMessage(), e);
    }
    parameters.train(false);
    return new LatentSpace(root, codec, dataChannels, steps, network.size());
  }
}
