package dev.fairway.diffusion.process;

/**
 * The VP-SDE of Song et al. (2021, section 3.4 and appendix C): beta(t) = least + t (most - least),
 * a = exp(-integral of beta / 2), a^2 + s^2 = 1. The limit of DDPM's linear schedule as the number
 * of steps grows, beta(k / K) = K beta_k.
 *
 * @param least beta at time 0; the paper's 0.1
 * @param most beta at time 1; the paper's 20
 */
public record VariancePreserving(double least, double most) implements NoiseProcess {

  // Song et al.'s appendix C: below it the score is too large for a sampler to follow.
  private static final double EARLIEST = 1e-3;

  public VariancePreserving {
    if (!(least > 0 && most >= least)) {
      throw new IllegalArgumentException("beta from " + least + " to " + most);
    }
  }

  /** As in the paper. */
  public static VariancePreserving standard() {
    return new VariancePreserving(0.1, 20);
  }

  @Override
  public Level at(double time) {
    NoiseProcess.requireTime(time);
    return Level.preserving(-time * (least + time * (most - least) / 2) / 2);
  }

  @Override
  public Sde sde(double time) {
    double beta = least + NoiseProcess.requireTime(time) * (most - least);
    return new Sde(-beta / 2, Math.sqrt(beta));
  }

  @Override
  public double earliest() {
    return EARLIEST;
  }

  @Override
  public double trainingTime(double share) {
    return EARLIEST + share * (1 - EARLIEST);
  }

  @Override
  public double[] times(int steps) {
    return NoiseProcess.evenTimes(steps);
  }
}
