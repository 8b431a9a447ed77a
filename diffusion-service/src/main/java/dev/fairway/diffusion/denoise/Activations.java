package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Records the activations at the taps one asked for, of one forward pass. */
public final class Activations implements Trace {

  private final Set<Tap> wanted;
  private final Map<Tap, NDArray> recorded = new HashMap<>();

  public Activations(Set<Tap> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public NDArray activation(Tap tap, NDArray activation) {
    if (wanted.contains(tap)) {
      recorded.put(tap, activation);
    }
    return activation;
  }

  /**
   * {@code [B, width, T', N]}, alive as long as the scope of the forward pass.
   *
   * @throws IllegalStateException if the tap was not asked for, or there was no forward pass
   */
  public NDArray get(Tap tap) {
    NDArray activation = recorded.get(tap);
    if (activation == null) {
      throw new IllegalStateException("Nothing was recorded at " + tap);
    }
    return activation;
  }
}
