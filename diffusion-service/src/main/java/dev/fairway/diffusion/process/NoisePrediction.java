package dev.fairway.diffusion.process;

/**
 * The denoiser predicts epsilon (Ho, Jain and Abbeel 2020). Its x0 is not finite without signal.
 */
public record NoisePrediction() implements Parameterisation {

  @Override
  public Mix target(Level level) {
    return new Mix(0, 1);
  }

  @Override
  public Mix clean(Level level) {
    return new Mix(1 / level.signal(), -level.noise() / level.signal());
  }

  @Override
  public Mix noise(Level level) {
    return new Mix(0, 1);
  }
}
