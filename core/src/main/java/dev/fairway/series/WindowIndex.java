package dev.fairway.series;

import java.util.stream.IntStream;

/**
 * The windows of a part of a series: {@code inputSteps} intervals in, the {@code targetSteps} after
 * them out, one for each position at which both lie within the part. Windows in which the input or
 * the target holds no observation at all are left out: there is nothing to learn from them.
 */
public final class WindowIndex {

  private final TrafficSeries series;
  private final int inputSteps;
  private final int targetSteps;
  private final int[] starts;

  public WindowIndex(
      TrafficSeries series, ChronologicalSplit.Part part, int inputSteps, int targetSteps) {
    if (inputSteps < 1 || targetSteps < 1) {
      throw new IllegalArgumentException(
          "Windows of " + inputSteps + " steps in and " + targetSteps + " out");
    }
    if (part.to() > series.steps()) {
      throw new IllegalArgumentException(part + " of a series of " + series.steps() + " steps");
    }
    this.series = series;
    this.inputSteps = inputSteps;
    this.targetSteps = targetSteps;
    this.starts =
        IntStream.rangeClosed(part.from(), part.to() - inputSteps - targetSteps)
            .filter(start -> anyObserved(start, inputSteps))
            .filter(start -> anyObserved(start + inputSteps, targetSteps))
            .toArray();
  }

  public int size() {
    return starts.length;
  }

  /** The series' step at which a window's input starts. */
  public int start(int index) {
    return starts[index];
  }

  /** {@code [C, inputSteps, N]}. */
  public TrafficWindow input(int index) {
    return series.window(starts[index], inputSteps);
  }

  /** {@code [C, targetSteps, N]}: all channels, those that are not forecast too. */
  public TrafficWindow target(int index) {
    return series.window(starts[index] + inputSteps, targetSteps);
  }

  private boolean anyObserved(int from, int length) {
    return IntStream.range(from, from + length).anyMatch(series::isAnyObserved);
  }
}
