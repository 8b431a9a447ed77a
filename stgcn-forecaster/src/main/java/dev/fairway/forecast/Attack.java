package dev.fairway.forecast;

/**
 * How far and how hard somebody who knows the network pushes what sensors report, so that its
 * forecast goes wrong: the largest change of a cell is bounded (Madry et al. 2018, "Towards Deep
 * Learning Models Resistant to Adversarial Attacks", the L-infinity ball).
 *
 * @param radius largest change of a value, in standard deviations of its channel
 * @param stepSize change in one iteration, in the same unit
 * @param iterations gradients taken
 * @param share of the sites, in (0, 1], drawn for each window; the others report the truth
 */
public record Attack(double radius, double stepSize, int iterations, double share) {

  /**
   * Steps that lead from anywhere in the ball to its edge, and some way along it (Madry et al.).
   */
  private static final double WAY = 2.5;

  public Attack {
    if (!(radius > 0 && stepSize > 0 && iterations > 0 && share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "radius %s, stepSize %s and iterations %d must be above 0, share %s in (0, 1]"
              .formatted(radius, stepSize, iterations, share));
    }
  }

  /** With steps as long as the iterations need. */
  public static Attack of(double radius, int iterations, double share) {
    return new Attack(radius, WAY * radius / iterations, iterations, share);
  }
}
