package dev.fairway.forecast;

import dev.fairway.season.SeasonalMeans;
import dev.fairway.tensor.HostTensor;
import java.util.Map;
import java.util.Optional;

/**
 * What a training leaves: all that a bundle holds besides its card.
 *
 * @param weights of the network, by name
 * @param calibration if the head makes no quantiles itself
 * @param seasons if the configuration knows seasons
 */
record TrainedForecaster(
    StgcnArchitecture architecture,
    Map<String, HostTensor> weights,
    Optional<ResidualCalibration> calibration,
    Optional<SeasonalMeans> seasons) {

  TrainedForecaster calibrated(ResidualCalibration residuals) {
    return new TrainedForecaster(architecture, weights, Optional.of(residuals), seasons);
  }
}
