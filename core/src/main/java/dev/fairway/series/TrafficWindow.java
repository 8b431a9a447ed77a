package dev.fairway.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Some consecutive snapshots of a network: values and what of them was observed.
 *
 * <p>Both arrays are packed {@code [C, T, N]}: channel, time, node. Where {@code observed} is false
 * the value means nothing and is 0. The arrays are not copied: whoever makes a window hands them
 * over.
 *
 * @param start of the first interval
 * @param values channels * steps * sites values, each in its channel's unit
 * @param observed the same shape
 */
public record TrafficWindow(
    Instant start,
    Duration interval,
    int channels,
    int steps,
    int sites,
    float[] values,
    boolean[] observed) {

  public TrafficWindow {
    int cells = channels * steps * sites;
    if (values.length != cells || observed.length != cells) {
      throw new IllegalArgumentException(
          "A window of "
              + channels
              + " channels x "
              + steps
              + " steps x "
              + sites
              + " sites has "
              + cells
              + " cells, not "
              + values.length
              + " values and "
              + observed.length
              + " marks");
    }
  }

  /** Position of a cell in the packed arrays. */
  public int cell(int channel, int step, int site) {
    return (channel * steps + step) * sites + site;
  }

  /** Other values and marks at the same time and place. */
  public TrafficWindow with(float[] otherValues, boolean[] otherObserved) {
    return new TrafficWindow(start, interval, channels, steps, sites, otherValues, otherObserved);
  }

  /** Values for every cell, at the same time and place: nothing is missing. */
  public TrafficWindow complete(float[] all) {
    boolean[] known = new boolean[all.length];
    Arrays.fill(known, true);
    return with(all, known);
  }

  /**
   * What was observed, bit for bit, and guesses where nothing was.
   *
   * @param guesses for every cell; not changed
   * @return the window's shape
   */
  public float[] beside(float[] guesses) {
    float[] all = guesses.clone();
    for (int cell = 0; cell < all.length; cell++) {
      if (observed[cell]) {
        all[cell] = values[cell];
      }
    }
    return all;
  }

  /**
   * Some of its steps.
   *
   * @param from the first
   * @param to the step after the last
   */
  public TrafficWindow part(int from, int to) {
    int some = to - from;
    float[] its = new float[channels * some * sites];
    boolean[] marks = new boolean[its.length];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(values, cell(c, from, 0), its, c * some * sites, some * sites);
      System.arraycopy(observed, cell(c, from, 0), marks, c * some * sites, some * sites);
    }
    return new TrafficWindow(
        start.plus(interval.multipliedBy(from)), interval, channels, some, sites, its, marks);
  }

  /**
   * The same window as if less had been observed.
   *
   * @param shown the window's shape; a cell counts as observed if it was and is shown
   */
  public TrafficWindow hidden(boolean[] shown) {
    float[] left = values.clone();
    boolean[] seen = observed.clone();
    for (int cell = 0; cell < left.length; cell++) {
      if (!shown[cell]) {
        left[cell] = 0;
        seen[cell] = false;
      }
    }
    return with(left, seen);
  }

  /**
   * A copy with some of the channels.
   *
   * @param places of the channels, in the order that they are to have
   */
  public TrafficWindow only(int[] places) {
    int cells = steps * sites;
    float[] some = new float[places.length * cells];
    boolean[] seen = new boolean[some.length];
    for (int c = 0; c < places.length; c++) {
      System.arraycopy(values, places[c] * cells, some, c * cells, cells);
      System.arraycopy(observed, places[c] * cells, seen, c * cells, cells);
    }
    return new TrafficWindow(start, interval, places.length, steps, sites, some, seen);
  }

  /**
   * The same window, and intervals after it of which nothing is known.
   *
   * @param longer steps of both together
   * @throws IllegalArgumentException if the window alone has more
   */
  public TrafficWindow followedByNothing(int longer) {
    if (longer < steps) {
      throw new IllegalArgumentException(
          "A window of " + steps + " steps cannot be made one of " + longer);
    }
    float[] its = new float[channels * longer * sites];
    boolean[] marks = new boolean[its.length];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(values, cell(c, 0, 0), its, c * longer * sites, steps * sites);
      System.arraycopy(observed, cell(c, 0, 0), marks, c * longer * sites, steps * sites);
    }
    return new TrafficWindow(start, interval, channels, longer, sites, its, marks);
  }

  /** End of the last interval: the moment a forecast from this window is issued. */
  public Instant end() {
    return start.plus(interval.multipliedBy(steps));
  }
}
