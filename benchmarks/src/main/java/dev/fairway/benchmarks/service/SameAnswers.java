package dev.fairway.benchmarks.service;

import dev.fairway.contract.v1.EnrichResponse;
import java.util.List;

/** Whether answers are what they should be, up to what rounding makes of them. */
final class SameAnswers {

  /** The last bits of a 32-bit float. */
  static final double ON_A_CPU = 1e-5;

  /** A GPU adds up in any order, and evaluations build on each other. */
  static final double ON_A_GPU = 1e-3;

  /**
   * @param most that is allowed, as a share of the value
   * @return the largest difference, as a share of the value (of 1, where it is smaller)
   * @throws IllegalStateException if an answer is another one
   */
  static double require(List<EnrichResponse> expected, List<EnrichResponse> actual, double most) {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      largest = Math.max(largest, difference(expected.get(i), actual.get(i)));
      if (!(largest <= most)) {
        throw new IllegalStateException(
            "answer %d differs by %.3g of the value, allowed are %.0e".formatted(i, largest, most));
      }
    }
    return largest;
  }

  private static double difference(EnrichResponse expected, EnrichResponse actual) {
    return Math.max(
        difference(
            expected.getImputation().getValuesList(), actual.getImputation().getValuesList()),
        difference(
            expected.getRepresentation().getRepresentationList(),
            actual.getRepresentation().getRepresentationList()));
  }

  private static double difference(List<Float> expected, List<Float> actual) {
    if (expected.size() != actual.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      double apart = Math.abs(expected.get(i) - (double) actual.get(i));
      if (Double.isNaN(apart)) {
        return Double.NaN;
      }
      largest = Math.max(largest, apart / Math.max(1, Math.abs(expected.get(i))));
    }
    return largest;
  }

  private SameAnswers() {}
}
