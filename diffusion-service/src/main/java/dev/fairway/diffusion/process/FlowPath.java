package dev.fairway.diffusion.process;

/**
 * The straight path of flow matching, x = (1 - t) x0 + t epsilon (Lipman et al., Flow Matching for
 * Generative Modeling, 2023; Liu et al., Rectified Flow, 2023). Both papers count time the other
 * way; here noise is at 1 as everywhere else.
 */
public record FlowPath() implements NoiseProcess {

  private static final double EARLIEST = 1e-3;

  @Override
  public Level at(double time) {
    NoiseProcess.requireTime(time);
    return new Level(1 - time, time);
  }

  /** Not finite at time 1, where nothing of the data is left. */
  @Override
  public Sde sde(double time) {
    NoiseProcess.requireTime(time);
    return new Sde(-1 / (1 - time), Math.sqrt(2 * time / (1 - time)));
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
