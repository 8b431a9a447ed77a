package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Replaces an example by a convex combination of itself and another of the batch, input and target
 * alike (mixup, Zhang et al. 2018). The example's own share is at least a half: its time counts.
 *
 * @param probability that an example is mixed
 */
public record Mixup(double probability) implements Augmentation {

  @Override
  public String name() {
    return "mixup " + probability;
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                chance.nextDouble() < probability
                    ? mixed(
                        WholeWindow.of(batch.get(i)),
                        WholeWindow.of(batch.get(chance.nextInt(batch.size()))),
                        0.5 + chance.nextDouble() / 2)
                    : batch.get(i))
        .toList();
  }

  private static Example mixed(WholeWindow own, WholeWindow other, double share) {
    float[] values = new float[own.values().length];
    boolean[] observed = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (share * own.values()[i] + (1 - share) * other.values()[i]);
      observed[i] = own.observed()[i] && other.observed()[i];
    }
    return own.with(values, observed);
  }
}
