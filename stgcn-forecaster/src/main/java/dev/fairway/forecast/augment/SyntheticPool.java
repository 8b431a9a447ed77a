package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.provenance.ContentHash;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Windows that a model made, as examples.
 *
 * @param origin what made them, for provenance: pools that differ have different ones
 */
public record SyntheticPool(List<Example> examples, String origin) {

  private static final int DIGITS = 12;

  public SyntheticPool {
    examples = List.copyOf(examples);
  }

  /**
   * Cuts windows into examples, end to end; what is left of a window is not used.
   *
   * @param windows of all channels
   * @param horizon intervals of an example after those that are seen
   * @param filler for holes, if there are any
   * @param representation of what is seen, {@code [N, d]}, where an encoder takes part
   * @param maker what made the windows, in words
   * @throws IllegalArgumentException if a window is shorter than an example
   */
  public static SyntheticPool of(
      List<TrafficWindow> windows,
      int inputSteps,
      int horizon,
      HoleFiller filler,
      Optional<Function<TrafficWindow, float[]>> representation,
      String maker) {
    int length = inputSteps + horizon;
    List<Example> examples = new ArrayList<>();
    ContentHash hash = new ContentHash();
    for (TrafficWindow window : windows) {
      requireLength(window, inputSteps, horizon);
      hash.add(window.start().toString()).add(window.values());
      for (int from = 0; from + length <= window.steps(); from += length) {
        TrafficWindow input = window.part(from, from + inputSteps);
        examples.add(
            new Example(
                new ForecastInput(
                    input, filler.fill(input), representation.map(encoder -> encoder.apply(input))),
                window.part(from + inputSteps, from + length)));
      }
    }
    return new SyntheticPool(examples, maker + " (" + hash.hex().substring(0, DIGITS) + ")");
  }

  private static void requireLength(TrafficWindow window, int inputSteps, int horizon) {
    if (window.steps() < inputSteps + horizon) {
      throw new IllegalArgumentException(
          "Synthetic windows of %d intervals are too short for %d that are seen and %d to forecast: draw them from a diffusion model whose windowSteps are %d"
              .formatted(window.steps(), inputSteps, horizon, inputSteps + horizon));
    }
  }

  /**
   * What the validation part is to choose among: no augmentation, which may always win, and then
   * this pool's.
   *
   * @param probabilities p0; 0 stands for no augmentation
   */
  public List<Augmentation> candidates(List<Double> probabilities, Synthetic.Mode mode) {
    List<Augmentation> candidates = new ArrayList<>(List.of(Augmentation.none()));
    if (!examples.isEmpty()) {
      probabilities.stream()
          .mapToDouble(Double::doubleValue)
          .filter(probability -> probability != 0)
          .distinct()
          .mapToObj(probability -> new Synthetic(this, mode, probability))
          .forEach(candidates::add);
    }
    return candidates;
  }
}
