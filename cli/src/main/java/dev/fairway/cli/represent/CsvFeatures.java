package dev.fairway.cli.represent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table with a header; a number is written so that reading it gives the same 32 bits. */
final class CsvFeatures implements FeatureTable {

  private final CSVPrinter csv;
  private final String model;

  /**
   * @param width of a representation, d
   */
  CsvFeatures(OutputStream out, String model, int width) throws IOException {
    this.csv =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180);
    this.model = model;
    List<String> header = new ArrayList<>(List.of("issue_time", "site"));
    for (int i = 0; i < width; i++) {
      header.add(FeatureRow.column(i));
    }
    header.add("model");
    csv.printRecord(header);
  }

  @Override
  public void add(FeatureRow row) throws IOException {
    List<Object> cells = new ArrayList<>(List.of(row.issueTime(), row.site()));
    for (float value : row.values()) {
      cells.add(value);
    }
    cells.add(model);
    csv.printRecord(cells);
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}
