package dev.fairway.stream.flink;

import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.BundleException;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Forecasters of model bundles, for a process whose tasks share the cores: an operation has one
 * thread. Several would spin while they wait for each other, a fifth of all processor time under
 * load.
 */
public final class BundledForecasters implements ForecasterLoader {

  private static final long serialVersionUID = 1;

  @Override
  public Forecaster load(Path bundle, MeasuredNetwork network) throws BundleException, IOException {
    TensorEngine.setThreads(1);
    return StgcnBundles.load(bundle, network);
  }
}
