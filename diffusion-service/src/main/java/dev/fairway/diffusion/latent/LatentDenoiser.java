package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.condition.LinearPrior;
import dev.fairway.diffusion.denoise.AttentionTap;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import java.util.List;

/**
 * A denoiser of latents (Rombach et al. 2022): what is noised, and what it predicts, is {@code [B,
 * Cz, P, M]} of a trained {@link Codec}; what is given are cells as ever, {@code [B, C, T, N]}.
 *
 * <p>Given cells, interpolated along time, are encoded; how much of each latent they cover takes
 * the place of the mask, which for a denoiser within is then anything between 0 and 1. Its taps and
 * attentions are those of the denoiser within, on the network of the clusters.
 */
public final class LatentDenoiser implements Denoiser {

  private final Codec codec;
  private final Denoiser within;

  /**
   * @param codec trained; it is not trained on
   * @param parameters takes the weights of the denoiser within
   * @param shape of the denoiser within, which is given no prior of its own
   */
  public LatentDenoiser(NDManager owner, Parameters parameters, Codec codec, DenoiserShape shape) {
    this.codec = codec;
    // Interpolated cells are what is encoded: that is the prior.
    Conditioning told = new Conditioning(false, shape.conditioning().eventKinds());
    this.within =
        shape.told(told).denoiser(owner, parameters, codec.shape().channels(), codec.coarse());
  }

  @Override
  public NDArray forward(DenoiserInput input, Trace trace) {
    DenoiserInput latent =
        GradientMode.off(
            () -> {
              NDArray covered = codec.coverage(input.mask());
              NDArray given = codec.encode(LinearPrior.of(input.given(), input.mask())).mean();
              return new DenoiserInput(
                  input.noisy(), given.mul(covered), covered, input.context(), input.events());
            });
    return within.forward(latent, trace);
  }

  @Override
  public List<Tap> taps() {
    return within.taps();
  }

  @Override
  public List<AttentionTap> attentionTaps() {
    return within.attentionTaps();
  }
}
