package dev.fairway.diffusion;

/**
 * A window without holes.
 *
 * @param values {@code [C, T, N]}, in the channels' units: what was observed, bit for bit, and the
 *     mean over the samples elsewhere
 * @param spread standard deviation over the samples, same shape and units; 0 where observed or with
 *     one sample
 */
public record Imputation(float[] values, float[] spread) {}
