package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Parameters;

/** What is trained: from windows to the numbers that the {@linkplain ForecastHeads heads} read. */
interface ForecastNetwork {

  /** Names of parameters whose last axis is the site end with this. */
  String PER_SITE = "@sites";

  /**
   * @param dropout what is done after each block; nothing when serving
   * @return {@code [B, O, H, n]}: the heads' O numbers, target after target, of the H intervals
   *     that one pass forecasts
   */
  NDArray forward(StgcnInput input, Layer dropout);

  /**
   * A network of the configuration's form.
   *
   * @param inputs channels of the window
   * @param heads read its numbers
   * @param features size of the encoder's features, 0 if there are none
   */
  static ForecastNetwork of(
      ForecasterConfig config,
      Parameters parameters,
      MeasuredNetwork measured,
      int inputs,
      ForecastHeads heads,
      int features) {
    int sites = measured.network().size();
    if (config instanceof ClassicConfig classic) {
      return new ClassicNetwork(parameters, classic, sites, inputs + features, heads.outputs());
    }
    return new ModernNetwork(
        parameters,
        (ModernConfig) config,
        sites,
        measured.intervalsPerDay(),
        inputs,
        heads,
        features);
  }
}
