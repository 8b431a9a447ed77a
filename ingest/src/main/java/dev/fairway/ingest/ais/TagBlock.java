package dev.fairway.ingest.ais;

import java.time.Instant;
import java.util.Optional;

/**
 * NMEA 4.0 tag block: {@code \s:station,c:1577836800*5E\} before a sentence or on a line of its
 * own. Only its time is of use here.
 *
 * @param time of parameter {@code c}: Unix time, in seconds or milliseconds
 * @param end index after the block
 */
record TagBlock(Optional<Instant> time, int end) {

  /** Later than this many seconds is the year 5138, so the number counts milliseconds. */
  private static final long LARGEST_SECONDS = 100_000_000_000L;

  private static final long LARGEST_MILLIS = LARGEST_SECONDS * 1000;

  /**
   * The block that starts at an index, where there is a backslash.
   *
   * @throws RefusedLineException if the block does not end, its checksum is wrong or its time is no
   *     number
   */
  static TagBlock parse(String line, int start) throws RefusedLineException {
    int end = line.indexOf('\\', start + 1);
    int asterisk = end < 0 ? -1 : line.lastIndexOf('*', end);
    if (asterisk <= start) {
      throw RefusedLineException.malformed("a tag block without checksum or end");
    }
    String body = line.substring(start + 1, asterisk);
    String digits = line.substring(asterisk + 1, end);
    if (!NmeaChecksum.matches(body, digits)) {
      throw RefusedLineException.checksum("tag block", digits, NmeaChecksum.of(body));
    }
    Optional<Instant> time = Optional.empty();
    for (String parameter : body.split(",", -1)) {
      if (parameter.startsWith("c:")) {
        time = Optional.of(time(parameter.substring(2)));
      }
    }
    return new TagBlock(time, end + 1);
  }

  static String ofTime(Instant time) {
    String body = "c:" + (time.getNano() == 0 ? time.getEpochSecond() : time.toEpochMilli());
    return '\\' + body + '*' + NmeaChecksum.of(body) + '\\';
  }

  private static Instant time(String number) throws RefusedLineException {
    try {
      long value = Long.parseLong(number);
      if (value >= 0 && value < LARGEST_MILLIS) {
        return value < LARGEST_SECONDS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw RefusedLineException.malformed("tag block time c '" + number + "' is no Unix time");
  }
}
