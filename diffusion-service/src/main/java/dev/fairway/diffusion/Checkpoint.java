package dev.fairway.diffusion;

/**
 * Asked before each evaluation of the denoiser: the place where a caller that no longer waits stops
 * the work, by throwing.
 */
@FunctionalInterface
public interface Checkpoint {

  /** Goes on whatever happens. */
  Checkpoint NONE = () -> {};

  void beforeEvaluation();
}
