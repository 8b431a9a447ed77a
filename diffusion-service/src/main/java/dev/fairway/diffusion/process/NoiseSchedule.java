package dev.fairway.diffusion.process;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The forward process q(x_k | x_{k-1}) = N(sqrt(1 - beta_k) x_{k-1}, beta_k I), k = 1..K, of Ho,
 * Jain and Abbeel (Denoising Diffusion Probabilistic Models, 2020). Level 0 is the data; step k is
 * time k / K.
 */
public final class NoiseSchedule implements NoiseProcess {

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

  private static final int MOST_STEPS = 100_000;
  private static final double COSINE_OFFSET = 0.008;
  private static final double MAXIMUM_BETA = 0.999;
  private static final double QUADRATIC_STEPS = 50;

  // k / K times K need not be k.
  private static final double ROUNDING = 1e-9;

  private final Kind kind;
  private final double[] beta;
  private final double[] logSignal;

  private NoiseSchedule(Kind kind, int steps, IntToDoubleFunction betaAt) {
    this.kind = kind;
    this.beta = new double[steps + 1];
    this.logSignal = new double[steps + 1];
    for (int k = 1; k <= steps; k++) {
      beta[k] = Math.min(betaAt.applyAsDouble(k), MAXIMUM_BETA);
      logSignal[k] = logSignal[k - 1] + Math.log1p(-beta[k]) / 2;
    }
  }

  /**
   * @param steps K, 2 to {@value #MOST_STEPS}
   */
  @JsonCreator
  public static NoiseSchedule of(
      @JsonProperty("schedule") Kind kind, @JsonProperty("steps") int steps) {
    if (steps < 2 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "A schedule of " + steps + " steps; it needs at least 2, at most " + MOST_STEPS);
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

  @JsonProperty("schedule")
  public Kind schedule() {
    return kind;
  }

  /** K. */
  @JsonProperty
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
    return Level.preserving(logSignal[k]);
  }

  /** Between the steps log a is linear in time, so that beta is constant there. */
  @Override
  public Level at(double time) {
    int above = stepAbove(time);
    return Level.preserving(lerp(logSignal[above], logSignal[above - 1], above - time * steps()));
  }

  @Override
  public Sde sde(double time) {
    double rate = -steps() * Math.log1p(-beta[stepAbove(time)]);
    return new Sde(-rate / 2, Math.sqrt(rate));
  }

  @Override
  public double earliest() {
    return 1.0 / steps();
  }

  /** One of the steps, each as often. */
  @Override
  public double trainingTime(double share) {
    return Math.min(steps(), 1 + (int) (share * steps())) / (double) steps();
  }

  /** Steps out of 1..K, spread evenly from K down. */
  @Override
  public double[] times(int steps) {
    return IntStream.iterate(steps, i -> i >= 1, i -> i - 1)
        .mapToDouble(i -> Math.round(steps() * (double) i / steps) / (double) steps())
        .toArray();
  }

  @Override
  public int mostSteps() {
    return steps();
  }

  /** The first step at or after a time, 1..K. */
  private int stepAbove(double time) {
    double position = NoiseProcess.requireTime(time) * steps();
    return Math.max(1, Math.min(steps(), (int) Math.ceil(position - ROUNDING)));
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

  @Override
  public boolean equals(Object other) {
    return other instanceof NoiseSchedule that && kind == that.kind && steps() == that.steps();
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, steps());
  }

  @Override
  public String toString() {
    return "NoiseSchedule[schedule=" + kind + ", steps=" + steps() + "]";
  }
}
