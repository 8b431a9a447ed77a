package dev.fairway.diffusion.process;

/** A weighted sum of two values. */
public record Mix(double first, double second) {

  public double of(double one, double other) {
    return first * one + second * other;
  }
}
