package dev.fairway.cli.represent;

import dev.fairway.cli.table.ParquetColumn;
import dev.fairway.cli.table.ParquetTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The columns of {@link CsvFeatures}, typed. */
final class ParquetFeatures implements FeatureTable {

  private final ParquetTable<FeatureRow> table;

  /**
   * @param width of a representation, d
   */
  ParquetFeatures(OutputStream out, String model, int width) throws IOException {
    List<ParquetColumn<FeatureRow>> columns =
        new ArrayList<>(
            List.of(
                ParquetColumn.time("issue_time", FeatureRow::issueTime),
                ParquetColumn.text("site", FeatureRow::site)));
    for (int i = 0; i < width; i++) {
      int index = i;
      columns.add(ParquetColumn.single(FeatureRow.column(i), row -> row.values()[index]));
    }
    columns.add(ParquetColumn.text("model", row -> model));
    this.table = new ParquetTable<>("representations", columns, out);
  }

  @Override
  public void add(FeatureRow row) throws IOException {
    table.add(row);
  }

  @Override
  public void finish() throws IOException {
    table.finish();
  }
}
