package dev.fairway.diffusion.process;

/**
 * The denoiser predicts v = a epsilon - s x0 (Salimans and Ho, Progressive Distillation, 2022):
 * bounded error at both ends of the process. The division by a^2 + s^2, 1 in the paper, makes the
 * inverses exact for every process.
 */
public record VPrediction() implements Parameterisation {

  @Override
  public Mix target(Level level) {
    return new Mix(-level.noise(), level.signal());
  }

  @Override
  public Mix clean(Level level) {
    double variance = variance(level);
    return new Mix(level.signal() / variance, -level.noise() / variance);
  }

  @Override
  public Mix noise(Level level) {
    double variance = variance(level);
    return new Mix(level.noise() / variance, level.signal() / variance);
  }

  private static double variance(Level level) {
    return level.signal() * level.signal() + level.noise() * level.noise();
  }
}
