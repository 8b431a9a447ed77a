package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.condition.EventTokens;
import dev.fairway.series.Calendar;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import java.util.Optional;

/**
 * Step, clock and events of a window as tokens, in this order. An event's token says what it is,
 * not which in a list: attention does not see their order.
 */
final class ConditionTokens {

  /** Step and clock. */
  static final int ALWAYS = 2;

  private static final double UNSEEN = -1e9;

  private final int width;
  private final Layer step;
  private final Layer clock;
  private final EventEmbedding events;

  ConditionTokens(Parameters parameters, int eventKinds, int width) {
    this.width = width;
    this.step = new Linear(parameters.in("step"), StepContext.STEP_FEATURES, width);
    this.clock = new Linear(parameters.in("clock"), Calendar.FEATURES, width);
    this.events = new EventEmbedding(parameters.in("events"), eventKinds, width);
  }

  /** {@code [B, 2 + L, width]}. */
  NDArray forward(DenoiserInput input) {
    int split = StepContext.STEP_FEATURES;
    NDArray stepToken = step.forward(input.context().get(":, :" + split)).reshape(-1, 1, width);
    NDArray clockToken =
        clock.forward(input.context().get(":, " + split + ":")).reshape(-1, 1, width);
    return input
        .events()
        .map(tokens -> Ops.concat(1, stepToken, clockToken, events.forward(tokens)))
        .orElseGet(() -> Ops.concat(1, stepToken, clockToken));
  }

  /**
   * What keeps tokens of events that a window does not have from being seen.
   *
   * @param others tokens behind these
   * @return {@code [B, 1, 1, 2 + L + others]}; empty if there are no events
   */
  static Optional<NDArray> bias(DenoiserInput input, long others) {
    return input.events().map(EventTokens::present).map(present -> bias(present, others));
  }

  private static NDArray bias(NDArray present, long others) {
    long windows = present.getShape().get(0);
    NDArray absent = Ops.scale(Ops.shift(present, -1), -UNSEEN);
    NDArray bias =
        Ops.concat(
            1,
            present.getManager().zeros(new Shape(windows, ALWAYS)),
            absent,
            present.getManager().zeros(new Shape(windows, others)));
    return bias.reshape(windows, 1, 1, bias.getShape().get(1));
  }
}
