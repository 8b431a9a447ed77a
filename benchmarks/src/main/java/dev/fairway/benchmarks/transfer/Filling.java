package dev.fairway.benchmarks.transfer;

/** What stands in for the readings of a window that did not arrive. */
enum Filling {
  /** What the stream takes where no diffusion service answers. */
  PRODUCT,
  /** The site's last reading in the window, else its first. */
  CARRIED_FORWARD,
  /** The straight line between the site's readings; where it has none, what is usual. */
  LINE,
  /** What is usual at the time, by the readings of the training part. */
  USUAL,
  /** What sites with a similar past say. */
  NEAREST_SITES,
  /** The best linear guess from the readings of the site and those that go with it. */
  KRIGING,
  /** What a diffusion model of the readings that arrived in the training part expects. */
  DIFFUSION,
  /** What one of another network, gone on with on these readings, expects. */
  TRANSFERRED
}
