package dev.fairway.stream.serve.topology;

/** Forecasts whose scores are added up together. */
public record ScoreKind(
    String network, String channel, String model, boolean fallback, int horizon) {}
