package dev.fairway.diffusion.process;

/**
 * What the denoiser predicts. All three say the same: each is linear in the noised value x and the
 * two others, as x = a x0 + s epsilon and a^2 + s^2 = 1.
 */
public enum Parameterisation {
  /** The data. */
  X0 {
    @Override
    public Mix target(Level level) {
      return new Mix(1, 0);
    }

    @Override
    public Mix clean(Level level) {
      return new Mix(0, 1);
    }

    @Override
    public Mix noise(Level level) {
      return new Mix(1 / level.noise(), -level.signal() / level.noise());
    }
  },

  /** The noise. */
  EPSILON {
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
  },

  /**
   * v = a epsilon - s x0 (Salimans and Ho, Progressive Distillation, 2022): bounded error at both
   * ends of the process.
   */
  V {
    @Override
    public Mix target(Level level) {
      return new Mix(-level.noise(), level.signal());
    }

    @Override
    public Mix clean(Level level) {
      return new Mix(level.signal(), -level.noise());
    }

    @Override
    public Mix noise(Level level) {
      return new Mix(level.noise(), level.signal());
    }
  };

  /** A weighted sum of two values. */
  public record Mix(double first, double second) {

    public double of(double one, double other) {
      return first * one + second * other;
    }
  }

  /** From (x0, epsilon) to what is predicted. */
  public abstract Mix target(Level level);

  /** From (x, prediction) to x0. Not finite for EPSILON without signal. */
  public abstract Mix clean(Level level);

  /** From (x, prediction) to epsilon. Not finite for X0 without noise. */
  public abstract Mix noise(Level level);
}
