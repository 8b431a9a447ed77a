package dev.fairway.forecast;

import java.util.Optional;

/**
 * A trained forecaster, ready to serve: a pure function of its input. May be called from one thread
 * at a time; closing frees native memory.
 */
public interface Forecaster extends AutoCloseable {

  /** What forecasts name as their model: the bundle's SHA-256. */
  String id();

  /** Id of the diffusion model whose representation it was trained with; empty if it takes none. */
  Optional<String> encoder();

  Prediction forecast(ForecastInput input);

  @Override
  void close();
}
