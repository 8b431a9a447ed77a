package dev.fairway.cli.predict;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table with a header. */
final class CsvForecast {

  static void write(FutureForecast forecast, OutputStream out) throws IOException {
    CSVPrinter csv =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180);
    List<Object> header =
        new ArrayList<>(
            List.of(
                "network",
                "site",
                "channel",
                "unit",
                "issue_time",
                "target_time",
                "horizon",
                "model",
                "mean"));
    for (double level : forecast.prediction().levels()) {
      header.add(FutureForecast.quantileColumn(level));
    }
    csv.printRecord(header);
    for (FutureForecast.Row row : forecast.rows()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  forecast.measured().network().id(),
                  row.site(),
                  row.channel(),
                  row.unit(),
                  forecast.issueTime(),
                  row.targetTime(),
                  row.horizon(),
                  forecast.model(),
                  (float) row.mean()));
      for (double quantile : row.quantiles()) {
        cells.add((float) quantile);
      }
      csv.printRecord(cells);
    }
    csv.flush();
  }

  private CsvForecast() {}
}
