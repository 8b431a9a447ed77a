package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;

/** Points are the cells. */
record CellSpace(int channels, int steps, TrafficNetwork network) implements WindowSpace {

  @Override
  public long[] shape(int windows) {
    return new long[] {windows, channels, steps, network.size()};
  }

  @Override
  public boolean pointsAreCells() {
    return true;
  }

  @Override
  public float[] points(float[] cells, float[] known, int windows) {
    return cells;
  }

  @Override
  public float[] cells(float[] points, int windows) {
    return points;
  }

  @Override
  public float[] share(float[] marks, int windows) {
    return marks;
  }

  @Override
  public NDArray atSites(NDArray features) {
    return features;
  }

  @Override
  public Denoiser denoiser(NDManager owner, Parameters parameters, DenoiserShape shape) {
    return shape.denoiser(owner, parameters, channels, network);
  }
}
