package dev.fairway.diffusion.service;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.tensor.Ops;
import java.util.Arrays;
import java.util.List;

/** Shows each caller of a batch its own rows, and lets it change them. */
record BatchTrace(List<Turn> batch) implements Trace {

  /** The trace of a batch: none where nobody looks, so that nothing is computed for it. */
  static Trace of(List<Turn> batch) {
    return batch.stream().allMatch(turn -> turn.trace() == Trace.NONE)
        ? Trace.NONE
        : new BatchTrace(batch);
  }

  @Override
  public NDArray activation(Tap tap, NDArray activation) {
    List<NDArray> rows = Turn.apart(activation, batch);
    NDArray[] flowing = new NDArray[rows.size()];
    boolean changed = false;
    for (int i = 0; i < flowing.length; i++) {
      flowing[i] = batch.get(i).trace().activation(tap, rows.get(i));
      changed |= flowing[i] != rows.get(i);
    }
    if (!changed) {
      return activation;
    }
    NDArray joined = Ops.concat(0, flowing[0], Arrays.copyOfRange(flowing, 1, flowing.length));
    joined.attach(activation.getManager());
    return joined;
  }
}
