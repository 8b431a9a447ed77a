package dev.fairway.cli.predict;

import com.google.errorprone.annotations.Immutable;
import dev.fairway.cli.table.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** How a forecast is written: one row, or record, for each cell of the future. */
public enum ForecastFormat {
  CSV(CsvForecast::write),
  JSON(JsonForecast::write),
  PARQUET(ParquetForecast::write);

  @Immutable
  @FunctionalInterface
  private interface Writer {
    void write(FutureForecast forecast, OutputStream out) throws IOException;
  }

  private final Writer writer;

  ForecastFormat(Writer writer) {
    this.writer = writer;
  }

  /** Writes the file, whole or not at all. */
  public void write(FutureForecast forecast, Path file) throws IOException {
    WholeFile.write(file, out -> writer.write(forecast, out));
  }
}
