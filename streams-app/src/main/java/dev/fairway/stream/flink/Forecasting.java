package dev.fairway.stream.flink;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.series.MeasuredNetwork;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A window to a prediction: by the model in use, or else by the baseline. It says why if that is
 * not the model that was promoted last.
 */
final class Forecasting {

  private static final Logger LOG = LoggerFactory.getLogger(Forecasting.class);

  private final MeasuredNetwork measured;

  Forecasting(MeasuredNetwork measured) {
    this.measured = measured;
  }

  Issue issue(EnrichedWindow enriched, ModelSlot slot) {
    if (slot.forecaster().isEmpty()) {
      return baseline(enriched, slot.problem());
    }
    Forecaster forecaster = slot.forecaster().get();
    boolean represented = forecaster.encoder().isPresent();
    if (represented && !enriched.problem.isEmpty()) {
      return baseline(enriched, "no representation: " + enriched.problem);
    }
    if (represented && enriched.representation.length == 0) {
      return baseline(
          enriched, "no representation: none was asked for before the model was promoted");
    }
    if (represented && !forecaster.encoder().get().equals(enriched.representationModel)) {
      return baseline(
          enriched,
          "no representation: the model was trained with that of %s, the service has %s"
              .formatted(forecaster.encoder().get(), enriched.representationModel));
    }
    boolean imputed = enriched.imputed.length > 0;
    ForecastInput input =
        new ForecastInput(
            enriched.window.window(measured),
            imputed ? enriched.imputed : enriched.window.filled,
            represented ? Optional.of(enriched.representation) : Optional.empty());
    try {
      Prediction prediction = forecaster.forecast(input);
      String problem = problem(prediction);
      if (!problem.isEmpty()) {
        return baseline(enriched, "model " + forecaster.id() + " " + problem);
      }
      return new Issue(
          prediction,
          forecaster.id(),
          slot.problem(),
          imputed ? enriched.imputationModel : "",
          represented ? enriched.representationModel : "");
    } catch (RuntimeException e) {
      LOG.error("Network {}: model {} failed", measured.network().id(), forecaster.id(), e);
      return baseline(enriched, "model " + forecaster.id() + " failed: " + e);
    }
  }

  private Issue baseline(EnrichedWindow enriched, String reason) {
    return Issue.baseline(enriched.window.baseline(measured), reason);
  }

  /** What is wrong with a model's prediction; empty if nothing is. */
  private String problem(Prediction prediction) {
    if (prediction.targets() != measured.forecastChannels().length
        || prediction.steps() != NetworkMemory.HORIZON
        || prediction.sites() != measured.network().size()) {
      return "predicted %d channels x %d steps x %d sites"
          .formatted(prediction.targets(), prediction.steps(), prediction.sites());
    }
    return areFinite(prediction.mean()) && areFinite(prediction.quantiles())
        ? ""
        : "predicted a value that is not a number";
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
