package dev.fairway.stream.flink;

import dev.fairway.forecast.Prediction;

/**
 * A prediction and how it came about.
 *
 * @param model id of the forecaster; empty: the baseline of each site
 * @param fallbackReason why it was not made as it was meant to be; empty if it was
 * @param imputationModel diffusion model that filled the holes; empty: what was usual did
 * @param representationModel diffusion model whose representation went in; empty: none did
 */
record Issue(
    Prediction prediction,
    String model,
    String fallbackReason,
    String imputationModel,
    String representationModel) {

  static Issue baseline(Prediction prediction, String fallbackReason) {
    return new Issue(prediction, "", fallbackReason, "", "");
  }
}
