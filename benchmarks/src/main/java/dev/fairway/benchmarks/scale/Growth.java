package dev.fairway.benchmarks.scale;

/** How a cost grows with a size. */
final class Growth {

  private Growth() {}

  /** Slope of the least-squares line through log cost over log size: 1 is linear growth. */
  static double exponent(double[] sizes, double[] costs) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < sizes.length; i++) {
      meanX += Math.log(sizes[i]) / sizes.length;
      meanY += Math.log(costs[i]) / sizes.length;
    }
    double squares = 0;
    double products = 0;
    for (int i = 0; i < sizes.length; i++) {
      double x = Math.log(sizes[i]) - meanX;
      squares += x * x;
      products += x * (Math.log(costs[i]) - meanY);
    }
    return products / squares;
  }
}
