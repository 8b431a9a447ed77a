package dev.fairway.series.format;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.table.CsvRow;
import dev.fairway.table.CsvTable;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of wide CSV files, one file for each channel, read side by side. */
final class WideCsvRows implements MatrixRows {

  private final FactSheet sheet;
  private final TrafficNetwork network;
  private final List<CsvTable> tables = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  /** By channel: for each column the site it is of, -1 for the time column. */
  private final List<int[]> siteOfColumn = new ArrayList<>();

  private long row;

  private WideCsvRows(DataFolder data, TrafficNetwork network) {
    this.sheet = data.sheet();
    this.network = network;
  }

  static WideCsvRows open(DataFolder data, TrafficNetwork network) throws IOException {
    WideCsvRows rows = new WideCsvRows(data, network);
    try {
      for (ChannelSheet channel : data.sheet().channels()) {
        Path file = rows.file(data, channel);
        CsvTable table = CsvTable.open(file, data.sheet().source().header());
        rows.tables.add(table);
        rows.files.add(file);
        rows.siteOfColumn.add(rows.columns(file, table));
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public Optional<MatrixRow> next() throws IOException {
    Optional<CsvRow> first = tables.get(0).next();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    RowBuilder builder =
        new RowBuilder(sheet, network, files.get(0).toString(), first.get().line());
    int timeColumn = sheet.source().timeColumn().orElse(-1);
    if (timeColumn < 0) {
      builder.time(sheet.time().stampOfRow(row));
    } else {
      builder.time(timeColumn < first.get().cells().size() ? first.get().text(timeColumn) : "");
    }
    row++;
    fill(builder, 0, first.get());
    for (int c = 1; c < tables.size(); c++) {
      Optional<CsvRow> other = tables.get(c).next();
      if (other.isEmpty()) {
        throw new TableException(
            files.get(c), "ends after " + (row - 1) + " rows, before " + files.get(0) + " does");
      }
      if (timeColumn >= 0 && !other.get().text(timeColumn).equals(first.get().text(timeColumn))) {
        throw new TableException(
            files.get(c),
            other.get().line(),
            "is stamped "
                + other.get().text(timeColumn)
                + ", the same row of "
                + files.get(0)
                + " "
                + first.get().text(timeColumn));
      }
      fill(builder, c, other.get());
    }
    return Optional.of(builder.build());
  }

  @Override
  public void close() throws IOException {
    for (CsvTable table : tables) {
      table.close();
    }
  }

  private void fill(RowBuilder builder, int channel, CsvRow csv) {
    int[] columns = siteOfColumn.get(channel);
    if (csv.cells().size() != columns.length) {
      builder.refuse(
          String.join(",", csv.cells()),
          RefusedCell.Reason.MALFORMED,
          "has " + csv.cells().size() + " cells, not " + columns.length);
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        builder.text(channel, columns[i], csv.cells().get(i));
      }
    }
  }

  private Path file(DataFolder data, ChannelSheet channel) throws IOException {
    if (channel.source().isPresent()) {
      return data.resolve(channel.source().get());
    }
    List<Path> found = data.files();
    if (found.size() != 1 || sheet.channels().size() != 1) {
      throw new IllegalArgumentException(
          "Data set "
              + sheet.id()
              + ": channel "
              + channel.name()
              + " must name its file as its source, as there are several");
    }
    return found.get(0);
  }

  private int[] columns(Path file, CsvTable table) throws TableException {
    int timeColumn = sheet.source().timeColumn().orElse(-1);
    List<String> header = table.header();
    int count = header.isEmpty() ? network.size() + (timeColumn < 0 ? 0 : 1) : header.size();
    int[] columns = new int[count];
    int site = 0;
    for (int i = 0; i < count; i++) {
      if (i == timeColumn) {
        columns[i] = -1;
      } else if (header.isEmpty()) {
        columns[i] = site++;
      } else {
        int at = i;
        columns[i] =
            network
                .indexOf(header.get(i))
                .orElseThrow(
                    () ->
                        new TableException(
                            file, "column '" + header.get(at) + "' is no site of " + network));
      }
    }
    return columns;
  }
}
