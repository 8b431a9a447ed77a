package dev.fairway.ingest.ais;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Vessel positions from a feed of NMEA 0183 lines, as AIS receivers and networks write them: VDM
 * and VDO sentences of any talker, in one or several parts, with tag blocks, proprietary {@code
 * $PGHP} or appended time stamps.
 *
 * <p>A position's time is the newest that the feed has told when the (first sentence of the)
 * message came. Messages 5, 19 and 24 tell the ship types of later positions. Every line is
 * accounted for in the {@link #tally()}.
 */
public final class NmeaSource implements Source {

  /** A dead letter holds the bytes of the line as they were, whatever they meant. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final int SHIP_TYPES_KEPT = 200_000;
  private static final int AIS_FIELDS = 7;

  private final String network;
  private final String sourceName;
  private final Iterator<String> lines;
  private final AutoCloseable origin;
  private final PartBuffer parts = new PartBuffer();
  private final Deque<SourceEvent> ready = new ArrayDeque<>();
  private final Map<Integer, Integer> shipTypes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
          return size() > SHIP_TYPES_KEPT;
        }
      };
  private final Map<Integer, Long> ignored = new TreeMap<>();
  private Instant now;
  private boolean ended;
  private long lineCount;
  private long positions;
  private long refused;
  private long partCount;
  private long times;
  private long tagBlocks;
  private long otherSentences;
  private long blank;

  /**
   * @param sourceName what positions and dead letters say they are from
   * @param baseTime the time until the feed tells one; empty: such positions are refused
   */
  public NmeaSource(
      String network, String sourceName, Iterator<String> lines, Optional<Instant> baseTime) {
    this(network, sourceName, lines, baseTime, () -> {});
  }

  private NmeaSource(
      String network,
      String sourceName,
      Iterator<String> lines,
      Optional<Instant> baseTime,
      AutoCloseable origin) {
    this.network = network;
    this.sourceName = sourceName;
    this.lines = lines;
    this.now = baseTime.orElse(null);
    this.origin = origin;
  }

  /**
   * @param file plain, or compressed where its name ends in {@code .gz}
   * @param baseTime as in the constructor
   */
  public static NmeaSource open(String network, Path file, Optional<Instant> baseTime)
      throws IOException {
    CappedLines lines = TextFiles.open(file, BYTES);
    return new NmeaSource(network, file.getFileName().toString(), lines, baseTime, lines);
  }

  @Override
  public Optional<SourceEvent> next() throws IOException {
    try {
      while (ready.isEmpty() && lines.hasNext()) {
        read(new NmeaLine(++lineCount, lines.next()));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(sourceName + ", after line " + lineCount + ": " + e.getMessage(), e);
    }
    if (ready.isEmpty() && !ended) {
      ended = true;
      parts.close();
      refuseGivenUp();
    }
    return Optional.ofNullable(ready.poll());
  }

  /** What became of the lines so far. */
  public NmeaTally tally() {
    return new NmeaTally(
        lineCount,
        positions,
        refused,
        partCount,
        ignored,
        times,
        tagBlocks,
        otherSentences,
        blank,
        parts.waiting());
  }

  @Override
  public void close() throws IOException {
    try {
      origin.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(sourceName + " cannot be closed: " + e.getMessage(), e);
    }
  }

  private void read(NmeaLine line) {
    String text = line.text().strip();
    if (text.isEmpty() || text.startsWith("#")) {
      blank++;
      return;
    }
    try {
      RefusedLineException.requireShort(text);
      int start = 0;
      while (start < text.length() && text.charAt(start) == '\\') {
        TagBlock block = TagBlock.parse(text, start);
        block.time().ifPresent(time -> now = time);
        start = block.end();
      }
      if (start == text.length()) {
        tagBlocks++;
      } else if (text.charAt(start) == '!' || text.charAt(start) == '$') {
        readSentence(line, NmeaSentence.parse(text.substring(start)));
      } else {
        throw RefusedLineException.malformed("no sentence: it begins with neither ! nor $");
      }
    } catch (RefusedLineException e) {
      refuse(line, e);
    }
    refuseGivenUp();
  }

  private void readSentence(NmeaLine line, NmeaSentence sentence) throws RefusedLineException {
    if (sentence.head().equals("$PGHP")) {
      now = ReceiveTime.gatehouse(sentence.fields());
      times++;
      return;
    }
    if (!sentence.isAis()) {
      otherSentences++;
      return;
    }
    if (sentence.fields().size() != AIS_FIELDS) {
      throw RefusedLineException.malformed(
          "an AIS sentence of " + sentence.fields().size() + " fields, not " + AIS_FIELDS);
    }
    ReceiveTime.appended(sentence.suffixes()).ifPresent(time -> now = time);
    int total = sentence.digit(1, "count of sentences", 1, 9);
    int number = sentence.digit(2, "sentence number", 1, total);
    sentence.digit(6, "fill bits", 0, 5);
    NmeaLine.Timed timed = new NmeaLine.Timed(line, sentence.text(), now);
    if (total == 1) {
      readMessage(List.of(timed));
      return;
    }
    List<String> fields = sentence.fields();
    PartBuffer.Key key = new PartBuffer.Key(sentence.head(), fields.get(3), fields.get(4), total);
    List<NmeaLine.Timed> message = parts.add(key, number, timed);
    if (!message.isEmpty()) {
      // The last line that came stands for the message, whatever its number.
      partCount += message.size() - 1;
      readMessage(message);
    }
  }

  private void readMessage(List<NmeaLine.Timed> message) throws RefusedLineException {
    AisPayload payload = AisPayload.decode(message.stream().map(NmeaLine.Timed::sentence).toList());
    if (payload instanceof AisPayload.PositionReport report) {
      Instant time = message.get(0).time();
      SourceEvent.Sighted sighted = new SourceEvent.Sighted(position(report, time));
      positions++;
      ready.add(sighted);
    } else if (payload instanceof AisPayload.AircraftReport) {
      throw new RefusedLineException(Reason.NOT_A_VESSEL, "AIS message type 9 is of an aircraft");
    } else {
      if (payload instanceof AisPayload.StaticReport report) {
        report.shipType().ifPresent(code -> shipTypes.put(report.mmsi(), code));
      }
      ignored.merge(payload.type(), 1L, Long::sum);
    }
  }

  private Position position(AisPayload.PositionReport report, Instant time)
      throws RefusedLineException {
    int mmsi = report.mmsi();
    ShipNumbers.require(mmsi);
    Places.require(report.latitude(), report.longitude());
    if (time == null) {
      throw new RefusedLineException(Reason.NO_TIME, "the feed has not told any time yet");
    }
    report.shipType().ifPresent(code -> shipTypes.put(mmsi, code));
    Position.Builder position =
        Position.newBuilder()
            .setNetwork(network)
            .setVessel(ShipNumbers.text(mmsi))
            .setTime(Times.toTimestamp(time))
            .setLatitude(report.latitude())
            .setLongitude(report.longitude())
            .setSource(sourceName)
            .setLine(lineCount);
    report.speed().ifPresent(position::setSpeed);
    report.course().ifPresent(position::setCourse);
    report.heading().ifPresent(position::setHeading);
    Integer shipType = shipTypes.get(mmsi);
    if (shipType != null) {
      position.setVesselType(shipType);
    }
    return position.build();
  }

  private void refuseGivenUp() {
    for (NmeaLine.Timed part : parts.takeGivenUp()) {
      refuse(
          part.line(),
          new RefusedLineException(
              Reason.INCOMPLETE_MULTIPART, "the other sentences of its message did not come"));
    }
  }

  private void refuse(NmeaLine line, RefusedLineException why) {
    refused++;
    DeadLetter.Builder letter =
        DeadLetters.of(network, sourceName, line.number(), line.text(), BYTES, why);
    if (now != null) {
      letter.setTime(Times.toTimestamp(now));
    }
    ready.add(new SourceEvent.Refused(letter.build()));
  }
}
