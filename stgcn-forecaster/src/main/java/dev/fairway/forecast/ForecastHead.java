package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;

/** How the network's numbers become the forecast of one channel, and how wrong they are. */
interface ForecastHead {

  /** How many numbers it reads for each cell, o. The first is where the forecast lies, scaled. */
  int outputs();

  /**
   * Mean over the cells that are marked.
   *
   * @param raw {@code [B, o, H, N]}
   * @param target {@code [B, 1, H, N]}: scaled
   * @param mask {@code [B, 1, H, N]}: 1 where the target counts
   * @return a scalar
   */
  NDArray loss(NDArray raw, NDArray target, NDArray mask);

  /**
   * The forecast of one cell.
   *
   * @param raw its o numbers
   * @param quantiles is overwritten, one for each level, in the channel's unit; empty if the head
   *     has none
   * @return the point forecast in the channel's unit
   */
  double decode(double[] raw, double[] quantiles);
}
