package dev.fairway.cli.predict;

import dev.fairway.cli.table.ParquetColumn;
import dev.fairway.cli.table.ParquetTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The columns of {@link CsvForecast}, typed. */
final class ParquetForecast {

  static void write(FutureForecast forecast, OutputStream out) throws IOException {
    String network = forecast.measured().network().id();
    List<ParquetColumn<FutureForecast.Row>> columns =
        new ArrayList<>(
            List.of(
                ParquetColumn.text("network", row -> network),
                ParquetColumn.text("site", FutureForecast.Row::site),
                ParquetColumn.text("channel", FutureForecast.Row::channel),
                ParquetColumn.text("unit", FutureForecast.Row::unit),
                ParquetColumn.time("issue_time", row -> forecast.issueTime()),
                ParquetColumn.time("target_time", FutureForecast.Row::targetTime),
                ParquetColumn.integer("horizon", FutureForecast.Row::horizon),
                ParquetColumn.text("model", row -> forecast.model()),
                ParquetColumn.number("mean", FutureForecast.Row::mean)));
    double[] levels = forecast.prediction().levels();
    for (int i = 0; i < levels.length; i++) {
      int level = i;
      columns.add(
          ParquetColumn.number(
              FutureForecast.quantileColumn(levels[level]), row -> row.quantiles()[level]));
    }
    ParquetTable<FutureForecast.Row> table = new ParquetTable<>("forecasts", columns, out);
    for (FutureForecast.Row row : forecast.rows()) {
      table.add(row);
    }
    table.finish();
  }

  private ParquetForecast() {}
}
