package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDManager;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.Map;

/** The cells as they are: nothing to size, nothing to learn. */
public record CellsShape() implements SpaceShape {

  @Override
  public boolean isLearned() {
    return false;
  }

  @Override
  public WindowSpace open(
      NDManager root,
      int channels,
      int steps,
      TrafficNetwork network,
      Map<String, HostTensor> weights) {
    return new CellSpace(channels, steps, network);
  }
}
