package dev.fairway.forecast.augment;

import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.series.TrafficWindow;
import java.util.Optional;

/**
 * Input and target of an example as one window, so that both are changed alike.
 *
 * @param values {@code [C, T + H, N]}, packed: the filled input, then what came after
 * @param observed likewise
 */
record WholeWindow(Example source, float[] values, boolean[] observed) {

  static WholeWindow of(Example example) {
    TrafficWindow before = example.input().observed();
    TrafficWindow after = example.target();
    int steps = before.steps() + after.steps();
    int sites = before.sites();
    float[] values = new float[before.channels() * steps * sites];
    boolean[] observed = new boolean[values.length];
    for (int c = 0; c < before.channels(); c++) {
      int head = before.steps() * sites;
      int tail = after.steps() * sites;
      int to = c * steps * sites;
      System.arraycopy(example.input().filled(), c * head, values, to, head);
      System.arraycopy(before.observed(), c * head, observed, to, head);
      System.arraycopy(after.values(), c * tail, values, to + head, tail);
      System.arraycopy(after.observed(), c * tail, observed, to + head, tail);
    }
    return new WholeWindow(example, values, observed);
  }

  int channels() {
    return source.target().channels();
  }

  int steps() {
    return source.input().observed().steps() + source.target().steps();
  }

  int sites() {
    return source.target().sites();
  }

  int cell(int channel, int step, int site) {
    return (channel * steps() + step) * sites() + site;
  }

  /**
   * The example of other values and marks, at the same time. An encoder has not seen it: it has no
   * representation.
   */
  Example with(float[] otherValues, boolean[] otherObserved) {
    TrafficWindow before = source.input().observed();
    TrafficWindow after = source.target();
    float[] filled = new float[before.values().length];
    boolean[] seen = new boolean[filled.length];
    float[] future = new float[after.values().length];
    boolean[] known = new boolean[future.length];
    for (int c = 0; c < before.channels(); c++) {
      int head = before.steps() * sites();
      int tail = after.steps() * sites();
      int from = c * steps() * sites();
      System.arraycopy(otherValues, from, filled, c * head, head);
      System.arraycopy(otherObserved, from, seen, c * head, head);
      System.arraycopy(otherValues, from + head, future, c * tail, tail);
      System.arraycopy(otherObserved, from + head, known, c * tail, tail);
    }
    return new Example(
        new ForecastInput(before.with(measured(filled, seen), seen), filled, Optional.empty()),
        after.with(measured(future, known), known));
  }

  /** As windows are: 0 where nothing was observed. */
  private static float[] measured(float[] values, boolean[] observed) {
    float[] measured = values.clone();
    for (int i = 0; i < measured.length; i++) {
      measured[i] = observed[i] ? measured[i] : 0;
    }
    return measured;
  }
}
