package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Records the maps of the attentions one asked for, of one forward pass. */
public final class AttentionMaps implements Trace {

  private final Set<AttentionTap> wanted;
  private final Map<AttentionTap, NDArray> recorded = new HashMap<>();

  public AttentionMaps(Set<AttentionTap> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public boolean wants(AttentionTap tap) {
    return wanted.contains(tap);
  }

  @Override
  public NDArray attention(AttentionTap tap, NDArray map) {
    recorded.put(tap, map);
    return map;
  }

  /**
   * {@code [R, heads, L, L']}, alive as long as the scope of the forward pass.
   *
   * @throws IllegalStateException if the map was not asked for, or there was no forward pass
   */
  public NDArray get(AttentionTap tap) {
    NDArray map = recorded.get(tap);
    if (map == null) {
      throw new IllegalStateException("Nothing was recorded at " + tap);
    }
    return map;
  }
}
