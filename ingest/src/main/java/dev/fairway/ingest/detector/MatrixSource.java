package dev.fairway.ingest.detector;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.format.ChannelSheet;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.MatrixRow;
import dev.fairway.series.format.MatrixRows;
import dev.fairway.series.format.RefusedCell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A matrix data set as the detectors would have told it: row by row, in the file's order, and
 * within a row first what had to be refused, then a reading of each site that has any value.
 *
 * <p>A reading's line is that of the file, or the row of its array, from 1.
 */
public final class MatrixSource implements Source {

  private static final int LONGEST_RAW = 1 << 16;

  private final MatrixRows rows;
  private final TrafficNetwork network;
  private final List<String> channels;

  /** The rest of the row that was read last. */
  private final Queue<SourceEvent> waiting = new ArrayDeque<>();

  private boolean ended;

  private MatrixSource(MatrixRows rows, TrafficNetwork network, List<String> channels) {
    this.rows = rows;
    this.network = network;
    this.channels = channels;
  }

  /**
   * @throws IOException if the files do not fit the fact sheet or the network
   * @throws IllegalArgumentException if the data set is no matrix
   */
  public static MatrixSource open(DataFolder data, TrafficNetwork network) throws IOException {
    return new MatrixSource(
        MatrixRows.open(data, network),
        network,
        data.sheet().channels().stream().map(ChannelSheet::name).toList());
  }

  @Override
  public Optional<SourceEvent> next() throws IOException {
    while (waiting.isEmpty() && !ended) {
      Optional<MatrixRow> row = rows.next();
      ended = row.isEmpty();
      row.ifPresent(this::take);
    }
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void take(MatrixRow row) {
    row.refused().forEach(cell -> waiting.add(refusal(cell)));
    row.time().ifPresent(time -> readings(row, time));
  }

  private void readings(MatrixRow row, Instant time) {
    for (int site = 0; site < network.size(); site++) {
      Observation.Builder reading =
          Observation.newBuilder()
              .setNetwork(network.id())
              .setSite(network.sites().get(site).id())
              .setTime(Times.toTimestamp(time))
              .setSource(fileName(row.source()))
              .setLine(row.line());
      for (int c = 0; c < channels.size(); c++) {
        float value = row.values()[c * network.size() + site];
        if (!Float.isNaN(value)) {
          reading.putValues(channels.get(c), value);
        }
      }
      if (reading.getValuesCount() > 0) {
        waiting.add(new SourceEvent.Observed(reading.build()));
      }
    }
  }

  private SourceEvent refusal(RefusedCell cell) {
    String raw = cell.raw().substring(0, Math.min(cell.raw().length(), LONGEST_RAW));
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setNetwork(network.id())
            .setSource(fileName(cell.source()))
            .setLine(cell.line())
            .setRaw(ByteString.copyFromUtf8(raw))
            .setReason(reason(cell.reason()))
            .setDetail(cell.detail());
    cell.time().ifPresent(time -> letter.setTime(Times.toTimestamp(time)));
    return new SourceEvent.Refused(letter.build());
  }

  private static Reason reason(RefusedCell.Reason reason) {
    return switch (reason) {
      case MALFORMED -> Reason.MALFORMED;
      case OUT_OF_RANGE -> Reason.OUT_OF_RANGE;
      case NO_TIME -> Reason.NO_TIME;
    };
  }

  /** Records tell the file, not where it lay on this machine. */
  private static String fileName(String source) {
    return Path.of(source).getFileName().toString();
  }
}
