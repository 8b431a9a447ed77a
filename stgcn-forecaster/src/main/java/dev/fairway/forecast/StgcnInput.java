package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Ops;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a network sees of a batch of windows. n sites take part: all of them, or those of a part of
 * the network.
 *
 * @param window {@code [B, C, T, n]}: scaled values; marks of what was observed, and what was
 *     usual, where the configuration has them
 * @param last {@code [B, F, 1, n]}: scaled last values of the channels that are forecast
 * @param usualNow {@code [B, F, 1, n]}: scaled, what is usual when these were measured
 * @param usual {@code [B, F, H, n]}: scaled, what is usual at the times of the forecast
 * @param timeOfDay {@code [B, slots]}: 1 at the slot of the day at which the forecast is issued
 * @param weekday {@code [B, 7]}: 1 at its weekday
 * @param features {@code [B, d, 1, n]}: an encoder's
 * @param graph of the n sites
 */
record StgcnInput(
    NDArray window,
    NDArray last,
    Optional<NDArray> usualNow,
    Optional<NDArray> usual,
    NDArray timeOfDay,
    NDArray weekday,
    Optional<NDArray> features,
    NetworkGraph graph) {

  /**
   * The same with other values; marks, usual values and features stay. What is computed lives where
   * the values do.
   *
   * @param values {@code [B, c, T, n]}: scaled, of the c channels that are measured
   * @param targets the channels that are forecast, of which the last values are
   */
  StgcnInput withValues(NDArray values, int[] targets) {
    int inputs = (int) window.getShape().get(1);
    int measured = (int) values.getShape().get(1);
    int steps = (int) values.getShape().get(2);
    NDArray whole =
        inputs == measured ? values : Ops.concat(1, values, Ops.part(window, 1, measured, inputs));
    NDArray now = Ops.part(values, 2, steps - 1, steps);
    NDArray[] lasts =
        IntStream.of(targets)
            .mapToObj(channel -> Ops.part(now, 1, channel, channel + 1))
            .toArray(NDArray[]::new);
    return new StgcnInput(
        whole,
        Ops.concat(1, lasts[0], Arrays.copyOfRange(lasts, 1, lasts.length)),
        usualNow,
        usual,
        timeOfDay,
        weekday,
        features,
        graph);
  }

  /**
   * The same with an encoder's features.
   *
   * @param other {@code [B, d, 1, n]}
   */
  StgcnInput withFeatures(NDArray other) {
    return new StgcnInput(
        window, last, usualNow, usual, timeOfDay, weekday, Optional.of(other), graph);
  }

  /** Every tensor of it, to be lent. */
  NDArray[] tensors() {
    return Stream.concat(
            Stream.of(window, last, timeOfDay, weekday),
            Stream.of(usualNow, usual, features).flatMap(Optional::stream))
        .toArray(NDArray[]::new);
  }
}
