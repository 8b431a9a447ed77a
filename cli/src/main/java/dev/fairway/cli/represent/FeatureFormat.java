package dev.fairway.cli.represent;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.OutputStream;

/** How representations are written: one row for each window's end and site. */
public enum FeatureFormat {
  CSV(CsvFeatures::new),
  PARQUET(ParquetFeatures::new);

  @Immutable
  @FunctionalInterface
  private interface Opening {
    FeatureTable open(OutputStream out, String model, int width) throws IOException;
  }

  private final Opening opening;

  FeatureFormat(Opening opening) {
    this.opening = opening;
  }

  /**
   * @param width of a representation, d
   */
  FeatureTable open(OutputStream out, String model, int width) throws IOException {
    return opening.open(out, model, width);
  }
}
