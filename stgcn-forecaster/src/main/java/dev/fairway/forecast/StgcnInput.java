package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What the network sees.
 *
 * @param window {@code [B, C, T, N]}: scaled values, marks of what was observed, time
 * @param last {@code [B, F, 1, N]}: scaled last values of the channels that are forecast
 * @param features {@code [B, d, 1, N]}: an encoder's
 */
record StgcnInput(NDArray window, NDArray last, Optional<NDArray> features) {}
