package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.condition.EventTokens;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import java.util.Optional;

/** A vector for each event: one of its kind, and another of its kind times its value. */
final class EventEmbedding {

  private final int kinds;
  private final Optional<NDArray> table;

  EventEmbedding(Parameters parameters, int kinds, int width) {
    this.kinds = kinds;
    this.table =
        kinds == 0
            ? Optional.empty()
            : Optional.of(parameters.create("table", Initialiser.normal(0.1), 2L * kinds, width));
  }

  /**
   * @return {@code [B, L, width]}; 0 where there is no event
   * @throws IllegalArgumentException if the denoiser knows no events, or other ones
   */
  NDArray forward(EventTokens events) {
    NDArray known =
        table.orElseThrow(
            () -> new IllegalArgumentException("Events for a denoiser that knows no kind of them"));
    Shapes.require(events.features(), "B", "L", 2 * kinds);
    return events.features().matMul(known);
  }
}
