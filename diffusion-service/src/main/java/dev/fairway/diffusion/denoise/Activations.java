package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a forward pass leaves behind: the activations at the taps one asked for. */
public final class Activations {

  private final Set<Tap> wanted;
  private final Map<Tap, NDArray> recorded = new EnumMap<>(Tap.class);

  private Activations(Set<Tap> wanted) {
    this.wanted = wanted;
  }

  /** Keeps nothing and costs nothing. */
  public static Activations none() {
    return new Activations(EnumSet.noneOf(Tap.class));
  }

  public static Activations at(Tap first, Tap... rest) {
    return new Activations(EnumSet.of(first, rest));
  }

  void record(Tap tap, NDArray activation) {
    if (wanted.contains(tap)) {
      recorded.put(tap, activation);
    }
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
