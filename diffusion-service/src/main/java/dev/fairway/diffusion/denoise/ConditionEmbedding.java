package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.condition.EventTokens;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import java.util.Optional;

/**
 * Step, clock and events of a window as one vector, for denoisers that modulate by it. Events are
 * added up: their order does not matter, and none is 0.
 */
final class ConditionEmbedding {

  private final Layer context;
  private final EventEmbedding events;

  ConditionEmbedding(Parameters parameters, int eventKinds, int width) {
    this.context =
        new Linear(parameters.in("context1"), StepContext.FEATURES, width)
            .then(Ops::silu)
            .then(new Linear(parameters.in("context2"), width, width));
    this.events = new EventEmbedding(parameters.in("events"), eventKinds, width);
  }

  /** {@code [B, width]}. */
  NDArray forward(DenoiserInput input) {
    NDArray told = context.forward(input.context());
    Optional<EventTokens> tokens = input.events();
    if (tokens.isPresent()) {
      told = told.add(events.forward(tokens.get()).sum(new int[] {1}));
    }
    return Ops.silu(told);
  }
}
