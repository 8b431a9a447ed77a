package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Each sample's channels are cut into groups; each group is brought to mean 0 and variance 1 over
 * its channels and all places, then scaled and shifted per channel (Wu and He 2018). {@code [B, C,
 * ...]}; epsilon 1e-5.
 */
public final class GroupNorm implements Layer {

  private final NDArray gain;
  private final NDArray bias;
  private final int channels;
  private final String method;

  /**
   * @param groups 1, 2, 4, 8, 16 or 32; divides the channels
   */
  public GroupNorm(Parameters parameters, int channels, int groups) {
    this(parameters, channels, groups, false);
  }

  private GroupNorm(Parameters parameters, int channels, int groups, boolean silu) {
    if (channels % groups != 0 || Arrays.stream(FusedOps.GROUPS).noneMatch(g -> g == groups)) {
      throw new IllegalArgumentException(
          channels
              + " channels in "
              + groups
              + " groups; possible counts are "
              + Arrays.toString(FusedOps.GROUPS));
    }
    this.channels = channels;
    this.method = "group_norm" + groups + (silu ? "_silu" : "");
    gain = parameters.create("gain", Initialiser.ones(), channels);
    bias = parameters.create("bias", Initialiser.zeros(), channels);
  }

  /** Group norm followed by SiLU, in one call. */
  public static GroupNorm withSilu(Parameters parameters, int channels, int groups) {
    return new GroupNorm(parameters, channels, groups, true);
  }

  @Override
  public NDArray forward(NDArray x) {
    if (x.getShape().dimension() < 2 || x.getShape().get(1) != channels) {
      throw new IllegalArgumentException(
          "Expected a tensor [B, " + channels + ", ...], got " + x.getShape());
    }
    return FusedOps.call(method, x, gain, bias);
  }
}
