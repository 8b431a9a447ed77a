package dev.fairway.ingest.detector;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.format.FactSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Traffic measurements as the City of Aarhus published them, a CSV file for each road segment,
 * merged into the one stream that they were when they were made.
 *
 * <p>The rows of a file keep their order. The merge takes the file that has come least far, by the
 * greatest time among its rows up to the next one; of several, the first in the list. So the stream
 * is in time order but for rows that are late within their own file, and such a row comes where the
 * live system gave it: among the rows that were on time then.
 *
 * <p>Files are read as the merge gets to them; memory holds one row of each.
 */
public final class AarhusSource implements Source {

  private static final Comparator<SegmentFile> LEAST_FAR =
      Comparator.comparingLong(SegmentFile::reached).thenComparingInt(SegmentFile::rank);

  private final List<SegmentFile> files;
  private final PriorityQueue<SegmentFile> waiting;

  private AarhusSource(List<SegmentFile> files) {
    this.files = files;
    this.waiting = new PriorityQueue<>(Math.max(1, files.size()), LEAST_FAR);
    this.waiting.addAll(files);
    this.waiting.removeIf(file -> file.event().isEmpty());
  }

  /**
   * @param sheet what the columns are called, their units, and what they may hold
   * @throws IOException if a file cannot be opened or lacks a column that the sheet names
   */
  public static AarhusSource open(FactSheet sheet, List<Path> files) throws IOException {
    AarhusRows rows = new AarhusRows(sheet);
    List<SegmentFile> opened = SegmentFile.openAll(files, rows);
    return new AarhusSource(opened);
  }

  @Override
  public Optional<SourceEvent> next() {
    SegmentFile file = waiting.poll();
    if (file == null) {
      return Optional.empty();
    }
    Optional<SourceEvent> event = file.event();
    file.advance();
    if (file.event().isPresent()) {
      waiting.add(file);
    }
    return event;
  }

  @Override
  public void close() throws IOException {
    SegmentFile.closeAll(files);
  }
}
