package dev.fairway.cli;

import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.ForecasterLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads bundles, and breaks where a file lies in its way, which it removes: so that trials can have
 * an operator fail.
 *
 * @param trip path of the file
 */
record TrippingLoader(String trip) implements ForecasterLoader {

  @Override
  public Forecaster load(Path bundle, MeasuredNetwork network) throws Exception {
    if (Files.deleteIfExists(Path.of(trip))) {
      // An exception would be caught, and answered by the baseline.
      throw new AssertionError("tripped over " + trip);
    }
    return StgcnBundles.load(bundle, network);
  }
}
