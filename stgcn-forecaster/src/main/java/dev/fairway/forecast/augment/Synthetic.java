package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Puts synthetic examples in the place of real ones with a probability p0 (Generative Augmentation,
 * Ayromlou et al. 2025).
 *
 * @param pool what is drawn from
 * @param origin what made the pool, for provenance
 * @param probability p0, in [0, 1]
 */
public record Synthetic(List<Example> pool, String origin, double probability)
    implements Augmentation {

  public Synthetic {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Probability " + probability + " is not in [0, 1]");
    }
    if (pool.isEmpty()) {
      throw new IllegalArgumentException("There are no synthetic examples of " + origin);
    }
    pool = List.copyOf(pool);
  }

  @Override
  public String name() {
    return "synthetic " + probability + " of " + pool.size() + " by " + origin;
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return batch.stream()
        .map(
            example ->
                chance.nextDouble() < probability ? pool.get(chance.nextInt(pool.size())) : example)
        .toList();
  }
}
