package dev.fairway.ingest.detector;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.format.ChannelSheet;
import dev.fairway.series.format.FactSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** Rows of Aarhus' files to observations, as the fact sheet says; or to refusals, with reasons. */
final class AarhusRows {

  private static final String TIME = "TIMESTAMP";
  private static final String SITE = "REPORT_ID";
  private static final String STATUS = "status";
  private static final String GOOD = "OK";
  private static final int LONGEST_RAW = 1 << 16;

  /** Where in a file's rows the columns are; channels in the sheet's order. */
  record Columns(int time, int site, int status, int[] channels) {}

  private final FactSheet sheet;
  private final List<ChannelSheet> channels;

  /** Neighbouring rows of the merge mostly share their time. */
  private String lastStamp = "";

  private Instant lastTime = Instant.EPOCH;

  AarhusRows(FactSheet sheet) {
    this.sheet = sheet;
    this.channels = sheet.channels();
  }

  /**
   * @param header positions of the columns by name
   * @throws IOException naming the column that is missing
   */
  Columns columns(Path file, Map<String, Integer> header) throws IOException {
    int[] positions = new int[channels.size()];
    for (int c = 0; c < positions.length; c++) {
      ChannelSheet channel = channels.get(c);
      positions[c] = column(file, header, channel.source().orElse(channel.name()));
    }
    return new Columns(
        column(file, header, TIME),
        column(file, header, SITE),
        column(file, header, STATUS),
        positions);
  }

  private static int column(Path file, Map<String, Integer> header, String name)
      throws IOException {
    Integer position = header.get(name);
    if (position == null) {
      throw new IOException(file + ": no column '" + name + "' among " + header.keySet());
    }
    return position;
  }

  /** A row's event; empty if it is blank or nothing in it was measured. */
  Optional<SourceEvent> read(String file, long line, Columns columns, CSVRecord row) {
    if (row.size() == 1 && row.get(0).isBlank()) {
      return Optional.empty();
    }
    try {
      if (!row.isConsistent()) {
        throw new Refusal(Reason.MALFORMED, "the row has " + row.size() + " cells");
      }
      String status = row.get(columns.status());
      if (!status.equals(GOOD)) {
        throw new Refusal(Reason.UNSUPPORTED, STATUS + ": '" + status + "' is not " + GOOD);
      }
      String site = row.get(columns.site());
      if (site.isBlank()) {
        throw new Refusal(Reason.MALFORMED, SITE + ": '' is no site");
      }
      Observation.Builder observation =
          Observation.newBuilder()
              .setNetwork(sheet.id())
              .setSite(site)
              .setTime(Times.toTimestamp(time(row.get(columns.time()))))
              .setSource(file)
              .setLine(line);
      for (int c = 0; c < columns.channels().length; c++) {
        double value = value(channels.get(c), row.get(columns.channels()[c]));
        if (!Double.isNaN(value)) {
          observation.putValues(channels.get(c).name(), channels.get(c).unit().toSi(value));
        }
      }
      removeUnfounded(observation);
      return observation.getValuesCount() == 0
          ? Optional.empty()
          : Optional.of(new SourceEvent.Observed(observation.build()));
    } catch (Refusal e) {
      return Optional.of(
          refusal(file, line, String.join(",", row.values()), e.reason, e.getMessage()));
    }
  }

  SourceEvent refusal(String file, long line, String raw, Reason reason, String detail) {
    return new SourceEvent.Refused(
        DeadLetter.newBuilder()
            .setNetwork(sheet.id())
            .setSource(file)
            .setLine(line)
            .setRaw(ByteString.copyFromUtf8(raw.substring(0, Math.min(raw.length(), LONGEST_RAW))))
            .setReason(reason)
            .setDetail(detail)
            .build());
  }

  private Instant time(String stamp) throws Refusal {
    if (!stamp.equals(lastStamp)) {
      if (stamp.isBlank()) {
        throw new Refusal(Reason.NO_TIME, TIME + ": ''");
      }
      try {
        LocalDateTime local = LocalDateTime.parse(stamp);
        lastTime =
            sheet
                .time()
                .instant(local)
                .filter(time -> local.getYear() >= 1970 && local.getYear() < 2200)
                .orElseThrow(
                    () ->
                        new Refusal(
                            Reason.OUT_OF_RANGE,
                            TIME + ": '" + stamp + "' was no time in " + sheet.time().stamps()));
        lastStamp = stamp;
      } catch (DateTimeException e) {
        throw new Refusal(Reason.MALFORMED, TIME + ": '" + stamp + "' is no date and time");
      }
    }
    return lastTime;
  }

  /** In the source's unit; NaN if it was not measured. */
  private static double value(ChannelSheet channel, String text) throws Refusal {
    String key = channel.source().orElse(channel.name());
    if (text.isEmpty()) {
      if (channel.missing().empty()) {
        return Double.NaN;
      }
      throw new Refusal(Reason.MALFORMED, key + ": '' is no number");
    }
    double value;
    try {
      value = Double.parseDouble(text);
      // Java takes "5d" and "5f" for numbers.
      if (Character.isLetter(text.charAt(text.length() - 1)) && !Double.isNaN(value)) {
        throw new NumberFormatException(text);
      }
    } catch (NumberFormatException e) {
      throw new Refusal(Reason.MALFORMED, key + ": '" + text + "' is no number");
    }
    if (channel.missing().matches(value)) {
      return Double.NaN;
    }
    if (!channel.accepts(value)) {
      throw new Refusal(
          Reason.OUT_OF_RANGE,
          key + ": " + text + " is outside " + channel.minimum() + " to " + channel.maximum());
    }
    return value;
  }

  /** Drops values of channels that mean nothing without another one. */
  private void removeUnfounded(Observation.Builder observation) {
    for (ChannelSheet channel : channels) {
      if (channel.requires().isPresent()
          && observation.getValuesOrDefault(channel.requires().get(), 0) == 0) {
        observation.removeValues(channel.name());
      }
    }
  }

  /** Why a row is refused. Carries no stack: it is an answer, not an accident. */
  private static final class Refusal extends Exception {
    private final Reason reason;

    Refusal(Reason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }
  }
}
