package dev.fairway.diffusion.process;

/**
 * The denoiser predicts u = epsilon - x0, the speed of x along the path of flow matching (Lipman et
 * al. 2023; their time runs the other way, so their sign differs). The division by a + s, 1 on that
 * path, makes the inverses exact for every process.
 */
public record VelocityPrediction() implements Parameterisation {

  @Override
  public Mix target(Level level) {
    return new Mix(-1, 1);
  }

  @Override
  public Mix clean(Level level) {
    double sum = level.signal() + level.noise();
    return new Mix(1 / sum, -level.noise() / sum);
  }

  @Override
  public Mix noise(Level level) {
    double sum = level.signal() + level.noise();
    return new Mix(1 / sum, level.signal() / sum);
  }
}
