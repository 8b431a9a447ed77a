package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

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
    NetworkGraph graph) {}
