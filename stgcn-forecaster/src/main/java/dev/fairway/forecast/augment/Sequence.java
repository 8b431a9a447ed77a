package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One augmentation after another.
 *
 * @param parts the first comes first
 */
public record Sequence(List<Augmentation> parts) implements Augmentation {

  public Sequence {
    parts = List.copyOf(parts);
  }

  public static Sequence of(Augmentation... parts) {
    return new Sequence(List.of(parts));
  }

  @Override
  public String name() {
    return parts.stream().map(Augmentation::name).collect(Collectors.joining(", "));
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    List<Example> changed = batch;
    for (Augmentation part : parts) {
      changed = part.of(changed, chance);
    }
    return changed;
  }
}
