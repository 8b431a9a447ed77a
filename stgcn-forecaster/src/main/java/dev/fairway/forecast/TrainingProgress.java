package dev.fairway.forecast;

import java.time.Duration;

/**
 * How far a training is.
 *
 * @param fraction share of what may be done at most, by epochs or by time, whichever is further:
 *     0..1
 * @param epoch from 1
 * @param step optimiser steps since the beginning
 * @param loss of the last step: for a point head the mean absolute error in scaled units
 * @param validationLoss smallest so far, that of the beginning included
 * @param remaining at most, at the present pace
 */
public record TrainingProgress(
    double fraction, int epoch, int step, double loss, double validationLoss, Duration remaining) {

  /** The best validation loss in words. */
  public String validation() {
    return "best validation loss %.4f".formatted(validationLoss);
  }
}
