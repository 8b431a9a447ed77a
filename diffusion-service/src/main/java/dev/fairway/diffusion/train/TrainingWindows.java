package dev.fairway.diffusion.train;

import dev.fairway.diffusion.condition.Condition;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.Mix;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The windows of a part of a series, and noised batches of them. */
final class TrainingWindows {

  private final TrafficSeries series;
  private final int steps;
  private final int[] starts;
  private final ResidualScaler scaler;
  private final Calendar calendar;
  private final RandomMasks masks;
  private final double conditionDropout;

  /**
   * @param conditionDropout how often a window drawn at random is shown without its condition
   * @throws IllegalArgumentException if the part holds no window in which anything was observed
   */
  TrainingWindows(
      TrafficSeries series,
      ChronologicalSplit.Part part,
      int steps,
      ResidualScaler scaler,
      double conditionDropout) {
    this.series = series;
    this.steps = steps;
    this.scaler = scaler;
    this.conditionDropout = conditionDropout;
    this.calendar = Calendar.of(series.measured());
    this.masks = new RandomMasks(series.channels(), steps, series.sites());
    this.starts =
        IntStream.rangeClosed(part.from(), part.to() - steps)
            .filter(s -> IntStream.range(s, s + steps).anyMatch(series::isAnyObserved))
            .toArray();
    if (starts.length == 0) {
      throw new IllegalArgumentException(
          part + " of " + series + " holds no window of " + steps + " steps with an observation");
    }
  }

  int size() {
    return starts.length;
  }

  TrafficWindow window(int index) {
    return series.window(starts[index], steps);
  }

  RandomMasks masks() {
    return masks;
  }

  /** A batch drawn at random: windows, masks, noise levels and noise. */
  TrainingBatch draw(int windows, NoisePlan noise, LossWeight weight, RandomGenerator random) {
    TrainingBatch batch = TrainingBatch.empty(windows, series.channels(), steps, series.sites());
    for (int b = 0; b < windows; b++) {
      double time = noise.process().trainingTime(random.nextDouble());
      TrafficWindow window = window(random.nextInt(starts.length));
      Condition told = condition(window).orNone(conditionDropout, random);
      add(batch, b, window, told, time, noise, weight, random);
    }
    return batch;
  }

  /**
   * As {@link #draw}, but windows and noise levels are spread evenly, and conditions told: the same
   * every time.
   */
  TrainingBatch spread(int windows, NoisePlan noise, LossWeight weight, RandomGenerator random) {
    TrainingBatch batch = TrainingBatch.empty(windows, series.channels(), steps, series.sites());
    for (int b = 0; b < windows; b++) {
      double time = noise.process().trainingTime((b + 0.5) / windows);
      TrafficWindow window = window((int) ((long) b * starts.length / windows));
      add(batch, b, window, condition(window), time, noise, weight, random);
    }
    return batch;
  }

  private void add(
      TrainingBatch batch,
      int b,
      TrafficWindow window,
      Condition condition,
      double time,
      NoisePlan noise,
      LossWeight weight,
      RandomGenerator random) {
    float[] clean = scaler.scaled(window);
    boolean[] given = masks.draw(random);
    Level level = noise.process().at(time);
    Mix toTarget = noise.target(time);
    double scale = noise.inputScale(time);
    float counted = (float) weight.at(level, noise.prediction());
    int offset = b * clean.length;
    for (int i = 0; i < clean.length; i++) {
      double epsilon = random.nextGaussian();
      boolean shown = given[i] && window.observed()[i];
      batch.noisy()[offset + i] = (float) (scale * level.noised(clean[i], epsilon));
      batch.target()[offset + i] = (float) toTarget.of(clean[i], epsilon);
      batch.given()[offset + i] = shown ? clean[i] : 0;
      batch.mask()[offset + i] = shown ? 1 : 0;
      batch.scored()[offset + i] = !shown && window.observed()[i] ? counted : 0;
    }
    float[] features = StepContext.features(noise.condition(time), condition.moment());
    System.arraycopy(features, 0, batch.context(), b * features.length, features.length);
  }

  /** No series tells of events. */
  private Condition condition(TrafficWindow window) {
    return new Condition(StepContext.moment(calendar, window.start(), steps), List.of());
  }
}
