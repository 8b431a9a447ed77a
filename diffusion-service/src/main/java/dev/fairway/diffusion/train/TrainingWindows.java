package dev.fairway.diffusion.train;

import dev.fairway.diffusion.condition.Condition;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The windows of a part of a series, and batches of them to learn from. */
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
    this.masks = new RandomMasks(series.channels(), steps, series.sites(), known(part.of(series)));
    this.starts =
        IntStream.rangeClosed(part.from(), part.to() - steps)
            .filter(s -> IntStream.range(s, s + steps).anyMatch(series::isAnyObserved))
            .toArray();
    if (starts.length == 0) {
      throw new IllegalArgumentException(
          part + " of " + series + " holds no window of " + steps + " steps with an observation");
    }
  }

  /** The share of a series' cells, of the intervals in which anything was observed. */
  private static double known(TrafficSeries series) {
    long cells = 0;
    long known = 0;
    for (int step = 0; step < series.steps(); step++) {
      if (series.isAnyObserved(step)) {
        for (int site = 0; site < series.sites(); site++) {
          for (int channel = 0; channel < series.channels(); channel++) {
            cells++;
            known += series.isObserved(step, site, channel) ? 1 : 0;
          }
        }
      }
    }
    return cells == 0 ? 0 : known / (double) cells;
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

  /** Drawn at random, and what of them is given; now and then nothing is told beside the cells. */
  WindowBatch draw(int windows, RandomGenerator random) {
    WindowBatch batch = WindowBatch.empty(windows, window(0));
    for (int b = 0; b < windows; b++) {
      TrafficWindow window = window(random.nextInt(starts.length));
      Condition told = condition(window).orNone(conditionDropout, random);
      add(window, masks.draw(random), told, batch);
    }
    return batch;
  }

  /** As {@link #draw}, but spread evenly, and conditions told: the same every time. */
  WindowBatch spread(int windows, RandomGenerator random) {
    WindowBatch batch = WindowBatch.empty(windows, window(0));
    for (int b = 0; b < windows; b++) {
      TrafficWindow window = window((int) ((long) b * starts.length / windows));
      add(window, masks.draw(random), condition(window), batch);
    }
    return batch;
  }

  private void add(TrafficWindow window, boolean[] given, Condition told, WindowBatch to) {
    float[] scaled = scaler.scaled(window);
    boolean[] shown = window.hidden(given).observed();
    to.add(scaled, window.observed(), shown, scaler.expected(scaled, shown), told);
  }

  /** No series tells of events. */
  private Condition condition(TrafficWindow window) {
    return new Condition(StepContext.moment(calendar, window.start(), steps), List.of());
  }
}
