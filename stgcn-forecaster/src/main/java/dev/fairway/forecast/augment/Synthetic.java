package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Puts synthetic examples in the place of real ones, or beside them, with a probability p0
 * (Generative Augmentation, Ayromlou et al. 2025).
 *
 * @param pool what is drawn from
 * @param probability p0, in [0, 1]
 */
public record Synthetic(SyntheticPool pool, Mode mode, double probability) implements Augmentation {

  /** What becomes of the real example for which a synthetic one is drawn. */
  public enum Mode {
    /** It is left out of the batch, which stays as large as it is. */
    REPLACE,
    /** It stays, and the batch grows. */
    APPEND;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Synthetic {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Probability " + probability + " is not in [0, 1]");
    }
    if (pool.examples().isEmpty()) {
      throw new IllegalArgumentException("There are no synthetic examples of " + pool.origin());
    }
  }

  @Override
  public String name() {
    return "synthetic %s, %s, of %d by %s"
        .formatted(probability, mode, pool.examples().size(), pool.origin());
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return batch.stream().flatMap(example -> drawn(example, chance)).toList();
  }

  private Stream<Example> drawn(Example real, SplittableRandom chance) {
    if (chance.nextDouble() >= probability) {
      return Stream.of(real);
    }
    Example made = pool.examples().get(chance.nextInt(pool.examples().size()));
    return mode == Mode.REPLACE ? Stream.of(made) : Stream.of(real, made);
  }
}
