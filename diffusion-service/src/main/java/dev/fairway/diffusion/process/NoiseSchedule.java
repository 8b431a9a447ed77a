package dev.fairway.diffusion.process;

import java.util.function.IntToDoubleFunction;

/**
 * The forward process q(x_k | x_{k-1}) = N(sqrt(1 - beta_k) x_{k-1}, beta_k I), k = 1..K, of Ho,
 * Jain and Abbeel (Denoising Diffusion Probabilistic Models, 2020). Level 0 is the data.
 */
public final class NoiseSchedule {

  public static final int DEFAULT_STEPS = 1000;

  /** Which schedule: what a model card says of it, together with the number of steps. */
  public enum Kind {
    /** beta from 1e-4 to 2e-2 for K = 1000; scaled by 1000 / K for another K. */
    LINEAR,
    /**
     * Nichol and Dhariwal (2021): abar = cos^2((k/K + 0.008) / 1.008 * pi/2), beta at most 0.999.
     */
    COSINE,
    /** Square root of beta is linear, beta from 1e-4 to 0.5 for K = 50: practice on time series. */
    QUADRATIC
  }

  private static final double COSINE_OFFSET = 0.008;
  private static final double MAXIMUM_BETA = 0.999;
  private static final double QUADRATIC_STEPS = 50;

  private final Kind kind;
  private final double[] beta;
  private final double[] alphaBar;

  private NoiseSchedule(Kind kind, int steps, IntToDoubleFunction betaAt) {
    this.kind = kind;
    this.beta = new double[steps + 1];
    this.alphaBar = new double[steps + 1];
    alphaBar[0] = 1;
    for (int k = 1; k <= steps; k++) {
      beta[k] = Math.min(betaAt.applyAsDouble(k), MAXIMUM_BETA);
      alphaBar[k] = alphaBar[k - 1] * (1 - beta[k]);
    }
  }

  /**
   * @param steps K, at least 2
   */
  public static NoiseSchedule of(Kind kind, int steps) {
    if (steps < 2) {
      throw new IllegalArgumentException("A schedule of " + steps + " steps; it needs at least 2");
    }
    return new NoiseSchedule(
        kind,
        steps,
        switch (kind) {
          case LINEAR -> {
            double scale = DEFAULT_STEPS / (double) steps;
            yield k -> scale * (1e-4 + (k - 1.0) / (steps - 1) * (2e-2 - 1e-4));
          }
          case COSINE -> k -> 1 - cosine(k / (double) steps) / cosine((k - 1) / (double) steps);
          case QUADRATIC -> {
            double scale = QUADRATIC_STEPS / steps;
            yield k ->
                scale * square(lerp(Math.sqrt(1e-4), Math.sqrt(0.5), (k - 1.0) / (steps - 1)));
          }
        });
  }

  public Kind kind() {
    return kind;
  }

  /** K. */
  public int steps() {
    return beta.length - 1;
  }

  /** Variance added in step k, 1..K. */
  public double beta(int k) {
    requireStep(k, 1);
    return beta[k];
  }

  /** 1 - beta. */
  public double alpha(int k) {
    return 1 - beta(k);
  }

  /** The level after k steps, 0..K. */
  public Level level(int k) {
    requireStep(k, 0);
    return Level.ofAlphaBar(alphaBar[k]);
  }

  /**
   * The level at a continuous time: log abar is linear between neighbouring steps, so that at(k /
   * K) = level(k).
   *
   * @param time 0 (data) .. 1 (noise)
   */
  public Level at(double time) {
    if (!(time >= 0 && time <= 1)) {
      throw new IllegalArgumentException("Diffusion time " + time + " is not in [0, 1]");
    }
    double position = time * steps();
    int below = Math.min((int) position, steps() - 1);
    double share = position - below;
    return Level.ofAlphaBar(
        alphaBar[below] * Math.pow(alphaBar[below + 1] / alphaBar[below], share));
  }

  private void requireStep(int k, int first) {
    if (k < first || k > steps()) {
      throw new IllegalArgumentException(
          "Diffusion step " + k + " is not in " + first + ".." + steps());
    }
  }

  private static double cosine(double share) {
    return square(Math.cos((share + COSINE_OFFSET) / (1 + COSINE_OFFSET) * Math.PI / 2));
  }

  private static double lerp(double from, double to, double share) {
    return from + share * (to - from);
  }

  private static double square(double x) {
    return x * x;
  }
}
