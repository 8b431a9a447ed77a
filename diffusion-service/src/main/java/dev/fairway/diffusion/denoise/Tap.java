package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A place at which a denoiser's activations can be read and replaced: the output of one of its
 * blocks, as {@code [B, width, T', N]}. Numbers begin at 1 and stay what they are, since model
 * cards and requests hold them; 0 is none of them.
 */
public record Tap(int number, String name) {

  static List<Tap> numbered(List<String> names) {
    return IntStream.range(0, names.size()).mapToObj(i -> new Tap(i + 1, names.get(i))).toList();
  }

  /**
   * What flows on behind the tap.
   *
   * @param activation {@code [B, width, T', N]}
   * @throws IllegalArgumentException if the trace gives back another shape
   */
  NDArray pass(Trace trace, NDArray activation) {
    NDArray flowing = trace.activation(this, activation);
    if (!flowing.getShape().equals(activation.getShape())) {
      throw new IllegalArgumentException(
          this + " is " + activation.getShape() + ", not " + flowing.getShape());
    }
    return flowing;
  }

  /** As {@link #pass}, of tokens {@code [B, T', N, width]}. */
  NDArray passTokens(Trace trace, NDArray tokens) {
    return trace == Trace.NONE
        ? tokens
        : pass(trace, tokens.transpose(0, 3, 1, 2)).transpose(0, 2, 3, 1);
  }

  @Override
  public String toString() {
    return "tap " + number + " (" + name + ")";
  }
}
