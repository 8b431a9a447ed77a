package dev.fairway.benchmarks.stream;

/**
 * A run in which models were swapped.
 *
 * @param readingsPerSecond from the start of the job until nine tenths are committed
 * @param everySeconds a model was promoted
 * @param models that forecasts name, the baseline's two among them if it forecast
 * @param forecasts each of which was there once
 */
record SwapRecord(
    Origin origin,
    int sites,
    long readings,
    double readingsPerSecond,
    double everySeconds,
    int promotions,
    int models,
    long forecasts) {

  String inWords() {
    return "%d models promoted, one each %.1f s, at %.0f readings/s: %d forecasts, each once, by %d models, none a fallback"
        .formatted(promotions, everySeconds, readingsPerSecond, forecasts, models);
  }
}
