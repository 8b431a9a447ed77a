package dev.fairway.diffusion.augment;

import java.time.Instant;

/**
 * Windows that are to be drawn for one time of the week.
 *
 * @param start of their first interval, on some measured day
 */
record Wanted(Instant start, int windows) {}
