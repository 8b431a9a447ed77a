package dev.fairway.diffusion.augment;

/**
 * How near some windows come to those that were learned from, see {@link NearestWindow}.
 *
 * @param windows how many
 * @param least NaN, like the others, if there is no window
 * @param fivePercent so much of them is nearer
 */
public record DistanceSpread(int windows, double least, double fivePercent, double median) {

  static DistanceSpread of(Ranked distances) {
    return new DistanceSpread(
        distances.size(), distances.at(0), distances.at(0.05), distances.at(0.5));
  }
}
