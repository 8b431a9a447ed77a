package dev.fairway.forecast.baseline;

/**
 * A window without holes, and where they were.
 *
 * @param values {@code [C, T, N]}, packed, in the channels' units
 * @param imputedShare {@code [N]}: share of the site's cells that were not observed, 0..1
 * @param sources {@code [N]}: the worst source that a cell of the site was filled from; NONE if all
 *     were observed
 */
public record FilledWindow(float[] values, double[] imputedShare, FillSource[] sources) {}
