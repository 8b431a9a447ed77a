package dev.fairway.benchmarks.speed;

import dev.fairway.tensor.HostTensor;
import java.util.Map;

/**
 * How far two implementations of the same network with the same weights are apart, as a share of
 * the largest number: 32-bit floats agree to about 1e-6.
 *
 * @param output of the output of a batch
 * @param gradient the largest over the parameters
 * @param worst parameter whose gradient differs most
 */
public record Parity(double output, double gradient, String worst) {

  /** More than this apart and they are not the same network. */
  static final double TOLERANCE = 1e-5;

  /**
   * @param raw our output
   * @param gradients ours, by parameter
   * @param peer tensors as {@code PeerBench.check()} gives them
   */
  public static Parity of(
      float[] raw, Map<String, HostTensor> gradients, Map<String, HostTensor> peer) {
    double output = difference("the output", raw, peer.get("output"));
    double gradient = 0;
    String worst = "";
    for (Map.Entry<String, HostTensor> entry : gradients.entrySet()) {
      HostTensor its = peer.get("gradient/" + entry.getKey());
      double difference =
          difference("the gradient of " + entry.getKey(), entry.getValue().values(), its);
      if (difference >= gradient) {
        gradient = difference;
        worst = entry.getKey();
      }
    }
    return new Parity(output, gradient, worst);
  }

  private static double difference(String what, float[] ours, HostTensor its) {
    if (its == null || its.values().length != ours.length) {
      throw new IllegalStateException("The peer has no such tensor of this size: " + what);
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(ours[i]));
      difference = Math.max(difference, Math.abs(ours[i] - its.values()[i]));
    }
    return largest == 0 ? difference : difference / largest;
  }

  public boolean holds() {
    return output <= TOLERANCE && gradient <= TOLERANCE;
  }
}
