package dev.fairway.series.fault;

import java.util.SplittableRandom;

/**
 * A share of a network's sites, drawn at random.
 *
 * @param share in (0, 1]; at least one site is drawn
 */
public record SiteShare(double share) {

  public SiteShare {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share of the sites of " + share + " is not in (0, 1]");
    }
  }

  /**
   * @return for each site whether it is drawn
   */
  public boolean[] draw(int sites, SplittableRandom random) {
    int left = (int) Math.max(1, Math.round(share * sites));
    boolean[] drawn = new boolean[sites];
    // Selection sampling (Knuth, TAOCP vol. 2, algorithm 3.4.2 S): every set is as likely.
    for (int site = 0; site < sites; site++) {
      if (random.nextInt(sites - site) < left) {
        drawn[site] = true;
        left--;
      }
    }
    return drawn;
  }
}
