package dev.fairway.diffusion.process;

/** The denoiser predicts x0. Its epsilon is not finite without noise. */
public record CleanPrediction() implements Parameterisation {

  @Override
  public Mix target(Level level) {
    return new Mix(1, 0);
  }

  @Override
  public Mix clean(Level level) {
    return new Mix(0, 1);
  }
}
