package dev.fairway.ingest.dataset;

import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.provenance.ContentHash;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.format.ChannelSheet;
import dev.fairway.series.format.FactSheet;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Tells one source of events from another without reading it: names and sizes of its files, and all
 * that decides how they are read.
 */
final class Fingerprint {

  private static final int DIGITS = 16;

  /** As {@code mississippi/2f6c...}. */
  static String of(
      FactSheet sheet, MeasuredNetwork measured, SyntheticSpans synthetic, List<Path> files)
      throws IOException {
    ContentHash hash = new ContentHash();
    hash.add(NetworkDefinitions.toDefinition(measured).toByteArray());
    hash.add(sheet.source().toString()).add(sheet.time().toString());
    sheet.channels().forEach(channel -> addReading(hash, channel));
    synthetic.spans().forEach(span -> hash.add(span.toString()));
    addFiles(hash, files);
    return sheet.id() + "/" + hash.hex().substring(0, DIGITS);
  }

  /** As {@link #of}, where there is no network yet. */
  static String ofFiles(String settings, List<Path> files) throws IOException {
    ContentHash hash = new ContentHash().add(settings);
    addFiles(hash, files);
    return hash.hex().substring(0, DIGITS);
  }

  /** What of a channel the network's definition does not say. */
  private static void addReading(ContentHash hash, ChannelSheet channel) {
    hash.add(channel.source().orElse("")).add(channel.unit().toString());
    hash.add(channel.requires().orElse(""));
    hash.add(channel.missing().empty() + " " + channel.missing().nan());
    // A set's own order may change from run to run.
    hash.add(new TreeSet<>(channel.missing().values()).toString());
  }

  private static void addFiles(ContentHash hash, List<Path> files) throws IOException {
    for (Path file : files) {
      hash.add(file.getFileName().toString()).add(Long.toString(Files.size(file)));
    }
  }

  private Fingerprint() {}
}
