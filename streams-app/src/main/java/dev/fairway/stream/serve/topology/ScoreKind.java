package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;

/** Forecasts whose scores are added up together, horizon by horizon. */
public record ScoreKind(String network, String channel, String model, boolean fallback) {

  static ScoreKind of(Forecast f) {
    return new ScoreKind(f.getNetwork(), f.getChannel(), f.getModel(), f.getFallback());
  }
}
