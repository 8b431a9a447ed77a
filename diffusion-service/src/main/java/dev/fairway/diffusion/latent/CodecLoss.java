package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.condition.LinearPrior;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;

/**
 * What a codec is trained with: squared error of what comes back, over observed cells, and a small
 * pull of the latent towards the standard normal, which keeps its scale (Rombach et al. 2022).
 *
 * @param divergence weight of the pull, per number of the latent
 */
public record CodecLoss(double divergence) {

  public static final CodecLoss SMALL_PULL = new CodecLoss(1e-4);

  /**
   * @param cells {@code [B, C, T, N]}, scaled; holes are filled along time before they are encoded
   * @param observed {@code [B, C, T, N]}: 1 where a cell counts
   * @param noise standard normal, of the latent's shape
   * @return a scalar
   */
  public NDArray of(Codec codec, NDArray cells, NDArray observed, NDArray noise) {
    int steps = Shapes.require(cells, "B", "C", "T", "N").get("T");
    Codec.Posterior posterior = codec.encode(LinearPrior.of(cells, observed));
    NDArray back = codec.decode(posterior.at(noise), steps);
    return Losses.mse(back, cells, observed).add(Ops.scale(posterior.divergence(), divergence));
  }
}
