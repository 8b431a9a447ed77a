package dev.fairway.forecast;

import java.util.Optional;

/** What an encoder gives to a forecaster in training. */
public sealed interface Representation {

  /** There is no encoder. */
  record None() implements Representation {}

  /** Of an encoder that stays as it is. */
  record Frozen(NodeFeatures features) implements Representation {}

  /** Of an encoder that learns on. */
  record Tuned(TunedEncoder encoder) implements Representation {}

  /** Features of a node, 0 without an encoder. */
  default int size() {
    if (this instanceof Frozen frozen) {
      return frozen.features().size();
    }
    return this instanceof Tuned tuned ? tuned.encoder().size() : 0;
  }

  /** What is known of each window before training. */
  default Optional<NodeFeatures> fixed() {
    return this instanceof Frozen frozen ? Optional.of(frozen.features()) : Optional.empty();
  }

  default Optional<TunedEncoder> tuned() {
    return this instanceof Tuned tuned ? Optional.of(tuned.encoder()) : Optional.empty();
  }
}
