package dev.fairway.benchmarks.accuracy;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A number over several seeds.
 *
 * @param deviation sample standard deviation; NaN of fewer than two
 */
public record Spread(double mean, double deviation) {

  public static Spread of(DoubleStream values) {
    double[] all = values.toArray();
    double mean = DoubleStream.of(all).average().orElseThrow();
    double squares = DoubleStream.of(all).map(x -> (x - mean) * (x - mean)).sum();
    return new Spread(mean, all.length > 1 ? Math.sqrt(squares / (all.length - 1)) : Double.NaN);
  }

  /**
   * Both, or the mean alone where there is one value.
   *
   * @param mean {@code printf} format
   * @param deviation likewise
   */
  public String words(String mean, String deviation) {
    String text = String.format(Locale.ROOT, mean, this.mean);
    return Double.isNaN(this.deviation)
        ? text
        : text + " ± " + String.format(Locale.ROOT, deviation, this.deviation);
  }
}
