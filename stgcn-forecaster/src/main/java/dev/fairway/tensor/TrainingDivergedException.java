package dev.fairway.tensor;

/** A loss or its gradient is not finite: going on would ruin the weights. */
public final class TrainingDivergedException extends RuntimeException {

  public TrainingDivergedException(double loss, double gradientNorm) {
    super("Training diverged: loss " + loss + ", norm of the gradient " + gradientNorm);
  }
}
