package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was tried, and how well it did.
 *
 * @param windowAlone the probe's error without a representation
 * @param trials in the order in which they were made
 */
public record SearchResult(double windowAlone, List<Trial> trials) {

  /**
   * @param error mean absolute error of the probe on the validation part, in the sites' deviations
   */
  public record Trial(EncodePlan plan, double error) {}

  public Trial best() {
    return trials.stream().min(Comparator.comparingDouble(Trial::error)).orElseThrow();
  }

  /** The best trial of a single tap at each noise level: the curve that T0 asks for. */
  public Map<Double, Trial> curve() {
    Map<Double, Trial> curve = new TreeMap<>();
    for (Trial trial : trials) {
      if (trial.plan().taps().size() == 1) {
        curve.merge(trial.plan().noiseLevel(), trial, (a, b) -> a.error() <= b.error() ? a : b);
      }
    }
    return curve;
  }
}
