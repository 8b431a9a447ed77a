package dev.fairway.diffusion.process;

/**
 * q(x_later | x_earlier) = N(scale x_earlier, variance I) between two levels of one process.
 *
 * <p>For neighbours of a DDPM chain these are sqrt(1 - beta) and beta.
 */
public record Transition(double scale, double variance) {

  /**
   * @param earlier with more signal for its noise than {@code later}
   */
  public static Transition between(Level earlier, Level later) {
    double scale = later.signal() / earlier.signal();
    double carried = scale * earlier.noise();
    // (s - c)(s + c) in place of s^2 - c^2: neighbours are close.
    double variance = (later.noise() - carried) * (later.noise() + carried);
    return new Transition(scale, Math.max(0, variance));
  }
}
