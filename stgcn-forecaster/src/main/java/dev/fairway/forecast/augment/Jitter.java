package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Adds independent normal noise to what is seen; what is to be forecast stays (jittering, Um et al.
 * 2017).
 *
 * @param scaler its deviations are the unit of the noise
 * @param deviation of the noise, in the channels' deviations
 */
public record Jitter(StandardScaler scaler, double deviation) implements Augmentation {

  @Override
  public String name() {
    return "jitter " + deviation;
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return batch.stream().map(example -> noisy(example, chance)).toList();
  }

  private Example noisy(Example example, SplittableRandom chance) {
    TrafficWindow window = example.input().observed();
    float[] filled = example.input().filled().clone();
    float[] values = window.values().clone();
    int plane = window.steps() * window.sites();
    for (int i = 0; i < filled.length; i++) {
      double noise = chance.nextGaussian() * deviation * scaler.deviations().get(i / plane);
      filled[i] += (float) noise;
      values[i] = window.observed()[i] ? filled[i] : 0;
    }
    return new Example(
        new ForecastInput(
            window.with(values, window.observed()), filled, example.input().representation()),
        example.target());
  }
}
