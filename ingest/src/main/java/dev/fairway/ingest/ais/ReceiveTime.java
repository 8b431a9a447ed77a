package dev.fairway.ingest.ais;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Receive times that are written into the feed beside tag blocks. */
final class ReceiveTime {

  /** Nine or ten digits: 1973 to 2286. */
  private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{9,10}");

  /**
   * Gatehouse's {@code $PGHP,1,year,month,day,hour,minute,second,millisecond,...}, UTC.
   *
   * @param fields from {@code $PGHP} on
   */
  static Instant gatehouse(List<String> fields) throws RefusedLineException {
    int[] numbers = new int[7];
    try {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Integer.parseInt(fields.get(i + 2));
      }
      return RefusedLineException.requireTime(
          "$PGHP",
          LocalDateTime.of(
              numbers[0],
              numbers[1],
              numbers[2],
              numbers[3],
              numbers[4],
              numbers[5],
              Math.multiplyExact(numbers[6], 1_000_000)),
          ZoneOffset.UTC);
    } catch (DateTimeException
        | NumberFormatException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw RefusedLineException.malformed("$PGHP with no time in it: " + e.getMessage());
    }
  }

  /** MSSIS and others append Unix seconds to a sentence: {@code *5C,r003669959,1085889680}. */
  static Optional<Instant> appended(List<String> suffixes) {
    return suffixes.stream()
        .filter(suffix -> UNIX_SECONDS.matcher(suffix).matches())
        .findFirst()
        .map(suffix -> Instant.ofEpochSecond(Long.parseLong(suffix)));
  }

  private ReceiveTime() {}
}
