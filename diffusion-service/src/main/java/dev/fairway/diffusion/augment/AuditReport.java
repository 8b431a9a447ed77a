package dev.fairway.diffusion.augment;

/**
 * How near windows come to those that were learned from.
 *
 * @param threshold nearer ones were rejected; in deviations, see {@link NearestWindow}
 * @param heldOut of real windows that were not learned from
 * @param synthetic of the drawn ones that could be, rejected copies among them
 * @param rejectedShare how much of the latter were copies, 0..1
 */
public record AuditReport(
    double threshold, DistanceSpread heldOut, DistanceSpread synthetic, double rejectedShare) {}
