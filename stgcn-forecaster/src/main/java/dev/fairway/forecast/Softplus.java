package dev.fairway.forecast;

/** log(1 + exp(x)) in Java's numbers, as {@code Ops.softplus} has it in tensors. */
final class Softplus {

  private Softplus() {}

  static double of(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}
