package dev.fairway.series.format;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.table.CsvRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts one {@link MatrixRow} together by the rules of the fact sheet. */
final class RowBuilder {

  private final FactSheet sheet;
  private final TrafficNetwork network;
  private final int sites;
  private final String source;
  private final long line;
  private final float[] values;
  private final List<RefusedCell> refused = new ArrayList<>();
  private Optional<Instant> time = Optional.empty();

  /** Of records' times. */
  private static final int LAST_YEAR = 9999;

  RowBuilder(FactSheet sheet, TrafficNetwork network, String source, long line) {
    this.sheet = sheet;
    this.network = network;
    this.sites = network.size();
    this.source = source;
    this.line = line;
    this.values = new float[sheet.channels().size() * sites];
    Arrays.fill(values, Float.NaN);
  }

  RowBuilder time(LocalDateTime stamp) {
    time = sheet.time().instant(stamp);
    if (time.isEmpty()) {
      refuse(
          stamp.toString(),
          RefusedCell.Reason.NO_TIME,
          "clocks in " + sheet.time().stamps() + " skipped " + stamp);
    }
    return this;
  }

  /** A stamp such as 2012-03-01 00:05:00, with a blank or a T. */
  RowBuilder time(String stamp) {
    try {
      LocalDateTime read = LocalDateTime.parse(stamp.replace(' ', 'T'));
      if (read.getYear() >= 1 && read.getYear() <= LAST_YEAR) {
        return time(read);
      }
      refuse(stamp, RefusedCell.Reason.NO_TIME, "'" + stamp + "' is not in the years 1 to 9999");
      return this;
    } catch (DateTimeException e) {
      refuse(stamp, RefusedCell.Reason.NO_TIME, "'" + stamp + "' is no local date and time");
      return this;
    }
  }

  void text(int channel, int site, String cell) {
    if (cell.isEmpty() && sheet.channels().get(channel).missing().empty()) {
      return;
    }
    double value = CsvRow.parse(cell);
    if (Double.isNaN(value) && !cell.equalsIgnoreCase("nan")) {
      refuse(
          cell,
          RefusedCell.Reason.MALFORMED,
          place(channel, site) + ": '" + cell + "' is no number");
    } else {
      number(channel, site, value);
    }
  }

  void number(int channel, int site, double value) {
    ChannelSheet rules = sheet.channels().get(channel);
    if (rules.missing().matches(value)) {
      return;
    }
    if (Double.isNaN(value)) {
      refuse(
          "NaN",
          RefusedCell.Reason.MALFORMED,
          place(channel, site) + ": NaN, which the fact sheet does not list as missing");
    } else if (!rules.accepts(value)) {
      refuse(
          Double.toString(value),
          RefusedCell.Reason.OUT_OF_RANGE,
          place(channel, site)
              + ": "
              + value
              + " "
              + rules.unit()
              + " is not in "
              + rules.minimum()
              + ".."
              + rules.maximum());
    } else {
      values[channel * sites + site] = (float) rules.unit().toSi(value);
    }
  }

  void refuse(String raw, RefusedCell.Reason reason, String detail) {
    refused.add(new RefusedCell(source, line, time, raw, reason, detail));
  }

  MatrixRow build() {
    dropWhatMeansNothing();
    if (time.isEmpty()) {
      Arrays.fill(values, Float.NaN);
    }
    return new MatrixRow(source, line, time, values, refused);
  }

  private void dropWhatMeansNothing() {
    for (int c = 0; c < sheet.channels().size(); c++) {
      Optional<String> requires = sheet.channels().get(c).requires();
      if (requires.isPresent()) {
        int other = sheet.channels().indexOf(sheet.channel(requires.get()).orElseThrow());
        for (int n = 0; n < sites; n++) {
          float required = values[other * sites + n];
          if (Float.isNaN(required) || required == 0) {
            values[c * sites + n] = Float.NaN;
          }
        }
      }
    }
  }

  private String place(int channel, int site) {
    return sheet.channels().get(channel).name() + " of site " + network.sites().get(site).id();
  }
}
