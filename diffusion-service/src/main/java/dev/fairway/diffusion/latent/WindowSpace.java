package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.tensor.Parameters;

/**
 * Where windows are noised and denoised. A window is a point there, some numbers of mean 0 and
 * deviation 1: its scaled cells themselves, or fewer numbers that stand for them.
 *
 * <p>Arrays are packed; windows, {@code [B, C, T, N]}, one after the other. No gradient flows
 * through. May be called from several threads.
 */
public interface WindowSpace {

  /** B and the three axes of a point, the last of them its sites. */
  long[] shape(int windows);

  /** Numbers in a point. */
  default int numbers() {
    long[] shape = shape(1);
    return Math.toIntExact(shape[1] * shape[2] * shape[3]);
  }

  /** Whether a point's numbers are a window's cells. */
  boolean pointsAreCells();

  /**
   * @param cells scaled
   * @param known 1 where a cell is known, 0 where it is not looked at
   * @return {@code [B, numbers]}
   */
  float[] points(float[] cells, float[] known, int windows);

  /** The cells of points; what {@link #points} gave comes back nearly, or exactly. */
  float[] cells(float[] points, int windows);

  /**
   * How much of what a number stands for is marked.
   *
   * @param marks 1 or 0 for each cell
   * @return {@code [B, numbers]}, each in [0, 1]
   */
  float[] share(float[] marks, int windows);

  /**
   * What a point's sites have, at the network's sites.
   *
   * @param features {@code [..., sites of a point]}
   * @return {@code [..., N]}
   */
  NDArray atSites(NDArray features);

  /**
   * A denoiser of points; what it is given are cells.
   *
   * @param owner of its constants
   * @param parameters takes its weights
   */
  Denoiser denoiser(NDManager owner, Parameters parameters, DenoiserShape shape);
}
