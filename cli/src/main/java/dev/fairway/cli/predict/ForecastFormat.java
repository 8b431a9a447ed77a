package dev.fairway.cli.predict;

import com.google.errorprone.annotations.Immutable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
      writer.write(forecast, out);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
