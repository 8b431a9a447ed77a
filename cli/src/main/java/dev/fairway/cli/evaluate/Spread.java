package dev.fairway.cli.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Mean and standard deviation of scores over folds.
 *
 * @param forecaster name; retrained models of all folds go by the name "model"
 */
public record Spread(
    String channel,
    String unit,
    int horizonMinutes,
    String forecaster,
    double mae,
    double maeDeviation,
    double rmse,
    double rmseDeviation,
    double crps,
    double crpsDeviation,
    double coverage) {

  private record Key(String channel, String unit, int horizonMinutes, String forecaster) {}

  public static List<Spread> over(List<Backtest.Fold> folds) {
    Map<Key, List<ScoreRow>> rows = new LinkedHashMap<>();
    for (Backtest.Fold fold : folds) {
      for (ScoreRow row : fold.scores()) {
        Key key = new Key(row.channel(), row.unit(), row.horizonMinutes(), name(row));
        rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    List<Spread> spreads = new ArrayList<>();
    rows.forEach((key, all) -> spreads.add(of(key, all)));
    return spreads;
  }

  private static String name(ScoreRow row) {
    return row.forecaster().startsWith("model ") ? "model" : row.forecaster();
  }

  private static Spread of(Key key, List<ScoreRow> rows) {
    return new Spread(
        key.channel(),
        key.unit(),
        key.horizonMinutes(),
        key.forecaster(),
        mean(rows, ScoreRow::mae),
        deviation(rows, ScoreRow::mae),
        mean(rows, ScoreRow::rmse),
        deviation(rows, ScoreRow::rmse),
        mean(rows, ScoreRow::crps),
        deviation(rows, ScoreRow::crps),
        mean(rows, ScoreRow::coverage));
  }

  private static double mean(List<ScoreRow> rows, ToDoubleFunction<ScoreRow> score) {
    return rows.stream().mapToDouble(score).average().orElse(Double.NaN);
  }

  /** Of a sample; NaN of one alone. */
  private static double deviation(List<ScoreRow> rows, ToDoubleFunction<ScoreRow> score) {
    double mean = mean(rows, score);
    double squares =
        rows.stream().mapToDouble(score).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (rows.size() - 1));
  }

  /** As a table. */
  public static String table(List<Spread> spreads) {
    StringBuilder text = new StringBuilder();
    String channel = "";
    for (Spread row : spreads) {
      if (!row.channel.equals(channel)) {
        channel = row.channel;
        text.append(
            "%n%s, %s: mean and standard deviation over the folds%n%9s  %-20s %19s %19s %19s %9s%n"
                .formatted(
                    channel, row.unit, "horizon", "forecaster", "MAE", "RMSE", "CRPS", "within"));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%9s  %-20s %9.4f ± %7.4f %9.4f ± %7.4f %9.4f ± %7.4f %7.1f %%%n",
              ScoreTable.words(row.horizonMinutes),
              row.forecaster,
              row.mae,
              row.maeDeviation,
              row.rmse,
              row.rmseDeviation,
              row.crps,
              row.crpsDeviation,
              100 * row.coverage));
    }
    return text.toString();
  }
}
