package dev.fairway.diffusion.condition;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.Ops;
import java.util.List;

/**
 * The events of a batch of windows as tensors.
 *
 * @param features {@code [B, L, 2 kinds]}: for each event a 1 at its kind, then its value at its
 *     kind; zeros where a window has fewer than L
 * @param present {@code [B, L]}: 1 where there is an event
 */
public record EventTokens(NDArray features, NDArray present) {

  /**
   * @param manager owns the tensors
   * @param windows the events of each; at least one of them has one
   * @throws IllegalArgumentException if an event is of no known kind, or there is none at all
   */
  public static EventTokens of(NDManager manager, List<List<Event>> windows, int kinds) {
    int most = windows.stream().mapToInt(List::size).max().orElse(0);
    if (most == 0) {
      throw new IllegalArgumentException("No window has an event");
    }
    float[] features = new float[windows.size() * most * 2 * kinds];
    float[] present = new float[windows.size() * most];
    for (int b = 0; b < windows.size(); b++) {
      for (int l = 0; l < windows.get(b).size(); l++) {
        Event event = windows.get(b).get(l);
        if (event.kind() >= kinds) {
          throw new IllegalArgumentException(event + " is of none of " + kinds + " kinds");
        }
        int token = b * most + l;
        features[token * 2 * kinds + event.kind()] = 1;
        features[token * 2 * kinds + kinds + event.kind()] = event.value();
        present[token] = 1;
      }
    }
    return new EventTokens(
        Ops.tensor(manager, features, windows.size(), most, 2L * kinds),
        Ops.tensor(manager, present, windows.size(), most));
  }
}
