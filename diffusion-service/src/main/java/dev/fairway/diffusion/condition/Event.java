package dev.fairway.diffusion.condition;

/**
 * Something that holds for a window: rain, a match, a closure.
 *
 * @param kind in [0, {@link Conditioning#eventKinds}): what it is
 * @param value how much of it, scaled to about 1; 1 where there is no more or less
 */
public record Event(int kind, float value) {

  public Event {
    if (kind < 0 || !Float.isFinite(value)) {
      throw new IllegalArgumentException("An event of kind " + kind + " and value " + value);
    }
  }
}
