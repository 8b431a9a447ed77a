package dev.fairway.diffusion.train;

/**
 * Where a training stands.
 *
 * @param step done so far
 * @param steps at most
 * @param loss mean of the steps since the last report
 * @param validationLoss of the averaged weights, always on the same windows, masks and noise
 */
public record TrainingProgress(int step, int steps, double loss, double validationLoss) {

  /** Of the steps, 0..1. */
  public double share() {
    return step / (double) steps;
  }
}
