package dev.fairway.benchmarks.transfer;

/** What a forecaster has learned before it learns from the days at hand. */
enum Pretraining {
  /** Nothing. */
  NONE,
  /** Another network. */
  OTHER_NETWORK,
  /** Windows drawn for this network by a diffusion model of another one, gone on with. */
  DRAWN,
  /** Another network, and then such windows. */
  OTHER_NETWORK_AND_DRAWN,
  /** To fill in readings of the same days that are hidden from it. */
  MASKED
}
