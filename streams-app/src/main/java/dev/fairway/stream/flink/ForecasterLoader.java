package dev.fairway.stream.flink;

import dev.fairway.forecast.Forecaster;
import dev.fairway.series.MeasuredNetwork;
import java.io.Serializable;
import java.nio.file.Path;

/** How a model bundle becomes a forecaster. It travels with the job: no state, please. */
@FunctionalInterface
public interface ForecasterLoader extends Serializable {

  /**
   * @param bundle directory, as this process sees it
   * @throws Exception if it is no bundle, damaged, or of another network
   */
  Forecaster load(Path bundle, MeasuredNetwork network) throws Exception;
}
