package dev.fairway.cli.evaluate;

import java.util.List;
import java.util.Locale;

/** Scores as a table to read: a block for each channel, a row for each horizon and forecaster. */
public final class ScoreTable {

  private static final int PERCENT = 100;

  public static String of(List<ScoreRow> rows) {
    StringBuilder text = new StringBuilder();
    String channel = "";
    int horizon = -1;
    for (ScoreRow row : rows) {
      if (!row.channel().equals(channel)) {
        channel = row.channel();
        horizon = -1;
        text.append(
            "%n%s, %s%n%9s  %-20s %9s %9s %8s %9s %9s%n"
                .formatted(
                    channel,
                    row.unit(),
                    "horizon",
                    "forecaster",
                    "MAE",
                    "RMSE",
                    "MAPE",
                    "CRPS",
                    "in %.0f %%".formatted(PERCENT * row.nominalCoverage())));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%9s  %-20s %9.4f %9.4f %6.2f %% %9.4f %7.1f %%%n",
              row.horizonMinutes() == horizon ? "" : words(row.horizonMinutes()),
              row.forecaster(),
              row.mae(),
              row.rmse(),
              PERCENT * row.mape(),
              row.crps(),
              PERCENT * row.coverage()));
      horizon = row.horizonMinutes();
    }
    return text.toString();
  }

  static String words(int horizonMinutes) {
    return horizonMinutes == 0 ? "all" : horizonMinutes + " min";
  }

  private ScoreTable() {}
}
