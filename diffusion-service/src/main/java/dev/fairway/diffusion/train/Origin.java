package dev.fairway.diffusion.train;

/**
 * The model that another one began with, as that one's bundle tells it.
 *
 * @param bundle its id
 * @param how it was gone on with
 */
record Origin(String bundle, String how) {}
