package dev.fairway.benchmarks.accuracy;

import java.util.List;
import java.util.Objects;

/** Errors over several horizons: over all their cells alike, but for MAPE. */
final class Averages {

  static double mae(List<HorizonScore> scores) {
    double sum = scores.stream().mapToDouble(s -> s.count() * s.mae()).sum();
    return sum / count(scores);
  }

  static double rmse(List<HorizonScore> scores) {
    double sum = scores.stream().mapToDouble(s -> s.count() * s.rmse() * s.rmse()).sum();
    return Math.sqrt(sum / count(scores));
  }

  /** The mean of the horizons' MAPE, as a share; NaN if none has one. */
  static double mape(List<HorizonScore> scores) {
    return scores.stream()
        .map(HorizonScore::mape)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  private static double count(List<HorizonScore> scores) {
    return scores.stream().mapToLong(HorizonScore::count).sum();
  }

  private Averages() {}
}
