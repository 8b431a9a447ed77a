package dev.fairway.ingest.dataset;

import dev.fairway.network.Site;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Wide CSV files as they are written: one for each channel, all with the same rows. A row is the
 * start of its interval in UTC and a number for each site, in the channel's unit, or nothing where
 * it is not known.
 */
final class WideCsvFiles implements AutoCloseable {

  /** Index of the column of stamps. */
  static final int TIME_COLUMN = 0;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final List<CSVPrinter> printers = new ArrayList<>();

  private WideCsvFiles() {}

  static WideCsvFiles create(MeasuredNetwork measured, Function<Channel, Path> file)
      throws IOException {
    WideCsvFiles files = new WideCsvFiles();
    try {
      for (Channel channel : measured.channels()) {
        CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file.apply(channel)), FORMAT);
        files.printers.add(printer);
        printer.print("time");
        printer.printRecord(measured.network().sites().stream().map(Site::id));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** A row for each of the window's intervals. */
  void add(TrafficWindow window) throws IOException {
    for (int t = 0; t < window.steps(); t++) {
      Instant time = window.start().plus(window.interval().multipliedBy(t));
      for (int c = 0; c < printers.size(); c++) {
        CSVPrinter printer = printers.get(c);
        printer.print(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        for (int n = 0; n < window.sites(); n++) {
          int cell = window.cell(c, t, n);
          printer.print(window.observed()[cell] ? window.values()[cell] : "");
        }
        printer.println();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (CSVPrinter printer : printers) {
      printer.close();
    }
  }
}
