package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Another thing to learn from the same windows: to fill in what is hidden of them, as masked
 * autoencoders do (of traffic STD-MAE, Gao et al. 2024). In half of the examples a site is hidden
 * for the whole window, and in the others for some steps in a row. What came after a window is not
 * seen.
 *
 * @param share of the cells that is hidden, on average; in (0, 1)
 * @param filler of what is hidden, as of any hole
 */
record MaskedWindows(double share, HoleFiller filler) implements Augmentation {

  @Override
  public String name() {
    return "masked " + share;
  }

  /**
   * @throws IllegalArgumentException if a window is not as long as what came after it, in whose
   *     place it is to stand
   */
  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return batch.stream().map(example -> masked(example, chance)).toList();
  }

  @Override
  public List<Example> judged(List<Example> batch, SplittableRandom chance) {
    return of(batch, chance);
  }

  private Example masked(Example example, SplittableRandom chance) {
    TrafficWindow window = example.input().observed();
    if (window.steps() != example.target().steps()) {
      throw new IllegalArgumentException(
          "A window of %d intervals cannot stand in the place of %d that are forecast"
              .formatted(window.steps(), example.target().steps()));
    }
    boolean[] hidden = hidden(window, chance);
    boolean[] left = window.observed().clone();
    boolean[] wanted = window.observed().clone();
    for (int cell = 0; cell < hidden.length; cell++) {
      left[cell] &= !hidden[cell];
      wanted[cell] &= hidden[cell];
    }
    TrafficWindow seen = window.with(window.values(), left);
    return new Example(
        new ForecastInput(seen, filler.fill(seen), Optional.empty()),
        window.with(window.values(), wanted));
  }

  private boolean[] hidden(TrafficWindow window, SplittableRandom chance) {
    boolean[] hidden = new boolean[window.values().length];
    boolean wholeSites = chance.nextBoolean();
    int steps = window.steps();
    int run = Math.max(1, (int) Math.round(share * steps));
    for (int site = 0; site < window.sites(); site++) {
      int from = wholeSites ? 0 : chance.nextInt(steps - run + 1);
      int to = wholeSites ? (chance.nextDouble() < share ? steps : 0) : from + run;
      for (int channel = 0; channel < window.channels(); channel++) {
        for (int step = from; step < to; step++) {
          hidden[window.cell(channel, step, site)] = true;
        }
      }
    }
    return hidden;
  }
}
