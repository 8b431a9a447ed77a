package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.condition.EventTokens;
import dev.fairway.tensor.Ops;
import java.util.Optional;

/**
 * What the denoiser sees, CSDI's conditional form (Tashiro et al. 2021): the noised cells it is to
 * guess beside those that are given.
 *
 * @param noisy {@code [B, C, T, N]}: x_k; where {@code mask} is 1 it is not looked at
 * @param given {@code [B, C, T, N]}: scaled values; where {@code mask} is 0, what is expected by
 *     those that are given, and 0 if nothing is
 * @param mask {@code [B, C, T, N]}: 1 where the value is given, 0 where it is to be guessed;
 *     between them, in latents, as much of both is seen
 * @param context {@code [B, StepContext.FEATURES]}: see {@link StepContext}
 * @param events of the windows; empty if there are none
 */
public record DenoiserInput(
    NDArray noisy, NDArray given, NDArray mask, NDArray context, Optional<EventTokens> events) {

  /** Without events. */
  public DenoiserInput(NDArray noisy, NDArray given, NDArray mask, NDArray context) {
    this(noisy, given, mask, context, Optional.empty());
  }

  /**
   * The same cells and step under the null condition: neither clock nor events are told. What is
   * given stays given.
   */
  public DenoiserInput withoutCondition() {
    NDArray step = Ops.tensor(context.getManager(), StepContext.stepMarks(), StepContext.FEATURES);
    return new DenoiserInput(noisy, given, mask, context.mul(step));
  }
}
