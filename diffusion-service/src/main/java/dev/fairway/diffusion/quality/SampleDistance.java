package dev.fairway.diffusion.quality;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How far some windows are from real ones, by four measures that are 0 if they are the same. What
 * counts is where a distance lies between that of other real windows (the floor) and that of {@link
 * ShuffledTime shuffled} ones (the ceiling).
 *
 * @param slicedWasserstein of the sites' windows, in deviations of their channel
 * @param frechet of the sites' windows in a frozen encoder ({@link RandomConvolutions})
 * @param autocorrelation mean error of the correlations along time
 * @param neighbourCorrelation mean error of the correlations along the links; NaN if there is no
 *     link with enough observations
 */
public record SampleDistance(
    double slicedWasserstein, double frechet, double autocorrelation, double neighbourCorrelation) {

  private static final int FEWEST_ROWS = 2;
  private static final int MOST_ROWS = 4096;
  private static final int DIRECTIONS = 128;
  private static final int KERNELS = 32;
  private static final long SEED = 1;

  /**
   * Both lists are of the network's windows, of one shape, and have site windows without holes.
   *
   * @param scaler of the part that was learned from
   * @throws IllegalArgumentException if a list has fewer than two site windows without holes; see
   *     {@link #isDefinedFor}
   */
  public static SampleDistance between(
      List<TrafficWindow> real,
      List<TrafficWindow> other,
      StandardScaler scaler,
      TrafficNetwork network) {
    double[][] rows = rows("real", real, scaler);
    double[][] otherRows = rows("other", other, scaler);
    RandomConvolutions encoder =
        new RandomConvolutions(real.get(0).channels(), real.get(0).steps(), KERNELS, SEED);
    Correlations correlations = new Correlations(real);
    Correlations others = new Correlations(other);
    return new SampleDistance(
        new SlicedWasserstein(DIRECTIONS).between(rows, otherRows, new SplittableRandom(SEED)),
        FrechetDistance.between(
            Stream.of(rows).map(encoder::encode).toArray(double[][]::new),
            Stream.of(otherRows).map(encoder::encode).toArray(double[][]::new)),
        Correlations.error(correlations.autocorrelation(), others.autocorrelation()),
        Correlations.error(correlations.alongLinks(network), others.alongLinks(network)));
  }

  /** Whether windows hold enough site windows without holes to be compared. */
  public static boolean isDefinedFor(List<TrafficWindow> windows, StandardScaler scaler) {
    return SiteRows.of(windows, scaler, FEWEST_ROWS).length == FEWEST_ROWS;
  }

  private static double[][] rows(String name, List<TrafficWindow> windows, StandardScaler scaler) {
    double[][] rows = SiteRows.of(windows, scaler, MOST_ROWS);
    if (rows.length < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "The %d %s windows hold %d site windows without holes; at least %d are needed"
              .formatted(windows.size(), name, rows.length, FEWEST_ROWS));
    }
    return rows;
  }
}
