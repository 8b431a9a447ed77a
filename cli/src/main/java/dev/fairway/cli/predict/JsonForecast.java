package dev.fairway.cli.predict;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The records of the forecasts topic, one in a line (JSON Lines): who reads the topic reads the
 * file.
 */
final class JsonForecast {

  private static final RecordCodec<Forecast> CODEC =
      new RecordCodec<>(Forecast.getDefaultInstance());

  static void write(FutureForecast forecast, OutputStream out) throws IOException {
    for (Forecast each : records(forecast)) {
      out.write(CODEC.encode(each, ContentType.JSON));
      out.write('\n');
    }
  }

  /** One for each site and channel. */
  private static List<Forecast> records(FutureForecast forecast) {
    int steps = forecast.prediction().steps();
    int targets = forecast.prediction().targets();
    List<FutureForecast.Row> rows = forecast.rows();
    List<Forecast> records = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += steps) {
      int site = from / steps / targets;
      records.add(record(forecast, site, rows.subList(from, from + steps)));
    }
    return records;
  }

  private static Forecast record(
      FutureForecast forecast, int site, List<FutureForecast.Row> horizon) {
    Forecast.Builder made =
        Forecast.newBuilder()
            .setNetwork(forecast.measured().network().id())
            .setSite(horizon.get(0).site())
            .setChannel(horizon.get(0).channel())
            .setUnit(horizon.get(0).unit())
            .setIssueTime(Times.toTimestamp(forecast.issueTime()))
            .setIntervalSeconds(Math.toIntExact(forecast.measured().interval().toSeconds()))
            .setModel(forecast.model())
            .setImputedShare(forecast.filled().imputedShare()[site])
            .setImputation(forecast.filled().sources()[site].label());
    Arrays.stream(forecast.prediction().levels()).forEach(made::addQuantileLevels);
    for (FutureForecast.Row row : horizon) {
      ForecastStep.Builder step =
          ForecastStep.newBuilder()
              .setHorizon(row.horizon())
              .setTargetTime(Times.toTimestamp(row.targetTime()))
              .setMean(row.mean());
      Arrays.stream(row.quantiles()).forEach(step::addQuantiles);
      made.addSteps(step);
    }
    return made.build();
  }

  private JsonForecast() {}
}
