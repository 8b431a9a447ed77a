package dev.fairway.diffusion.train;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What of a window is pretended to be given: holes as they come in practice. One kind is drawn for
 * each window:
 *
 * <ul>
 *   <li>nothing is given, so that the model also knows whole windows;
 *   <li>single cells are missing, at a rate drawn from U(0, 1) (Tashiro et al. 2021);
 *   <li>outages: at some sites all channels are missing for some consecutive steps;
 *   <li>some sites are missing altogether;
 *   <li>some sites are missing altogether, and of the others single cells, as where few readings
 *       arrive;
 *   <li>the future is missing: some first steps are given at all sites, as in forecasting (Wen et
 *       al., DiffSTG, 2023).
 * </ul>
 *
 * <p>Where few cells are known to begin with, few more are hidden: rates and shares are multiplied
 * by the root of the share that is known. Else a model would learn to fill windows of which a tenth
 * of a tenth is given, and be asked about others.
 */
final class RandomMasks {

  private static final int KINDS = 6;

  private final int channels;
  private final int steps;
  private final int sites;
  private final double most;

  /**
   * @param known share of the cells, in [0, 1]
   */
  RandomMasks(int channels, int steps, int sites, double known) {
    this.channels = channels;
    this.steps = steps;
    this.sites = sites;
    this.most = Math.sqrt(known);
  }

  /** {@code [C, T, N]}, packed: true where given. */
  boolean[] draw(RandomGenerator random) {
    return switch (random.nextInt(KINDS)) {
      case 0 -> new boolean[channels * steps * sites];
      case 1 -> cells(most * random.nextDouble(), random);
      case 2 -> outages(most * random.nextDouble(), random);
      case 3 -> sites(most * random.nextDouble(), random);
      case 4 -> history(random.nextInt(steps));
      default -> few(most * random.nextDouble(), most * random.nextDouble(), random);
    };
  }

  /** Each cell missing on its own. */
  boolean[] cells(double rate, RandomGenerator random) {
    boolean[] given = new boolean[channels * steps * sites];
    for (int i = 0; i < given.length; i++) {
      given[i] = random.nextDouble() >= rate;
    }
    return given;
  }

  /** At a share of the sites some steps in a row are missing. */
  boolean[] outages(double share, RandomGenerator random) {
    return outages(share, 0, random);
  }

  /** A share of the sites is missing from beginning to end. */
  boolean[] sites(double share, RandomGenerator random) {
    return outages(share, steps, random);
  }

  /** A share of the sites is missing from beginning to end, and each cell of the others. */
  boolean[] few(double share, double rate, RandomGenerator random) {
    boolean[] given = sites(share, random);
    boolean[] single = cells(rate, random);
    for (int i = 0; i < given.length; i++) {
      given[i] &= single[i];
    }
    return given;
  }

  /**
   * The first steps are given at all sites, and what follows is missing.
   *
   * @param known how many, in [0, T]
   */
  boolean[] history(int known) {
    boolean[] given = new boolean[channels * steps * sites];
    for (int c = 0; c < channels; c++) {
      Arrays.fill(given, c * steps * sites, (c * steps + known) * sites, true);
    }
    return given;
  }

  private boolean[] outages(double share, int fixedLength, RandomGenerator random) {
    boolean[] given = new boolean[channels * steps * sites];
    Arrays.fill(given, true);
    for (int n = 0; n < sites; n++) {
      if (random.nextDouble() < share) {
        int length = fixedLength > 0 ? fixedLength : 1 + random.nextInt(steps);
        int from = random.nextInt(steps - length + 1);
        for (int c = 0; c < channels; c++) {
          for (int t = from; t < from + length; t++) {
            given[(c * steps + t) * sites + n] = false;
          }
        }
      }
    }
    return given;
  }
}
