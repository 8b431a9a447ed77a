package dev.fairway.diffusion.latent;

import dev.fairway.tensor.HostTensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mean and deviation of each channel of a codec's latents. Noise processes are made for data of
 * mean 0 and deviation 1, which the pull of the codec's loss is too weak to bring about (Rombach et
 * al. 2022, section G, rescale by the deviation; here the mean goes too).
 */
public record LatentScale(float[] means, float[] deviations) {

  private static final String TO_WEIGHT = "toLatent.weight";
  private static final String TO_BIAS = "toLatent.bias";
  private static final String FROM_WEIGHT = "fromLatent.weight";
  private static final String FROM_BIAS = "fromLatent.bias";

  /**
   * @param latents {@code [B, Cz, P, M]}, packed; a channel that never varies keeps its scale
   * @param shape B, Cz, P, M
   */
  public static LatentScale of(float[] latents, long[] shape) {
    int channels = Math.toIntExact(shape[1]);
    int stride = Math.toIntExact(shape[2] * shape[3]);
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < latents.length; i++) {
      sums[i / stride % channels] += latents[i];
    }
    double count = latents.length / (double) channels;
    for (int i = 0; i < latents.length; i++) {
      double off = latents[i] - sums[i / stride % channels] / count;
      squares[i / stride % channels] += off * off;
    }
    float[] means = new float[channels];
    float[] deviations = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = (float) (sums[c] / count);
      deviations[c] = squares[c] > 0 ? (float) Math.sqrt(squares[c] / count) : 1;
    }
    return new LatentScale(means, deviations);
  }

  /**
   * Weights of a codec whose latents are these ones, scaled, and whose windows are the same.
   *
   * @param weights of a {@link Codec}
   */
  public Map<String, HostTensor> in(Map<String, HostTensor> weights) {
    Map<String, HostTensor> scaled = new TreeMap<>(weights);
    scaled.compute(TO_WEIGHT, (name, old) -> toWeight(old));
    scaled.compute(TO_BIAS, (name, old) -> toBias(old));
    scaled.compute(FROM_WEIGHT, (name, old) -> fromWeight(old));
    scaled.put(FROM_BIAS, fromBias(weights.get(FROM_WEIGHT), weights.get(FROM_BIAS)));
    return scaled;
  }

  /** {@code [width, 2 Cz]}: means, then logarithms of variances. */
  private HostTensor toWeight(HostTensor old) {
    float[] values = old.values().clone();
    int columns = 2 * means.length;
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      values[i] /= column < means.length ? deviations[column] : 1;
    }
    return new HostTensor(old.shape(), values);
  }

  private HostTensor toBias(HostTensor old) {
    float[] values = old.values().clone();
    for (int c = 0; c < means.length; c++) {
      values[c] = (values[c] - means[c]) / deviations[c];
      values[means.length + c] -= (float) (2 * Math.log(deviations[c]));
    }
    return new HostTensor(old.shape(), values);
  }

  /** {@code [Cz, width]}. */
  private HostTensor fromWeight(HostTensor old) {
    float[] values = old.values().clone();
    int width = values.length / means.length;
    for (int i = 0; i < values.length; i++) {
      values[i] *= deviations[i / width];
    }
    return new HostTensor(old.shape(), values);
  }

  private HostTensor fromBias(HostTensor weight, HostTensor old) {
    float[] values = old.values().clone();
    for (int i = 0; i < weight.values().length; i++) {
      values[i % values.length] += means[i / values.length] * weight.values()[i];
    }
    return new HostTensor(old.shape(), values);
  }
}
