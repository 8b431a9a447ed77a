package dev.fairway.diffusion.train;

import java.time.Duration;

/** Hears how a training goes. What it throws ends the training; the last checkpoint is kept. */
@FunctionalInterface
public interface TrainingListener {

  /** Before the first step of a stage: what is learned there. */
  default void begins(String what) {}

  /** After every look at the validation loss, before the checkpoint that follows it. */
  void looked(TrainingProgress progress);

  /**
   * Before every step. A {@link java.util.concurrent.CancellationException} thrown here leaves a
   * checkpoint of this very step.
   *
   * @param share of what may be done at most, by steps or by time, whichever is further: 0..1
   * @param remaining at most, at the present pace
   */
  default void stepping(double share, Duration remaining) {}
}
