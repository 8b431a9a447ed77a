package dev.fairway.contract;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Protobuf's time, Java's, and ISO 8601. */
public final class Times {

  private static final long SECONDS_OF_DAY = 86_400;

  /** Of whole seconds in UTC, which nearly all of Fairway's times are. */
  private static final String WHOLE_SECOND = "0000-00-00T00:00:00Z";

  public static Timestamp toTimestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** Whether a time lies in the years 1 to 9999, and its nanoseconds within a second. */
  public static boolean isValid(Timestamp timestamp) {
    return Timestamps.isValid(timestamp);
  }

  /** Of a valid time. */
  public static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  /** ISO 8601 of a valid time, as {@link Instant#toString} gives it. */
  static String toText(Timestamp timestamp) {
    if (timestamp.getNanos() != 0) {
      return toInstant(timestamp).toString();
    }
    // Java's formatter costs as much as the rest of a forecast together.
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(timestamp.getSeconds(), SECONDS_OF_DAY));
    int second = (int) Math.floorMod(timestamp.getSeconds(), SECONDS_OF_DAY);
    char[] text = WHOLE_SECOND.toCharArray();
    write(text, 0, 4, day.getYear());
    write(text, 5, 7, day.getMonthValue());
    write(text, 8, 10, day.getDayOfMonth());
    write(text, 11, 13, second / 3600);
    write(text, 14, 16, second / 60 % 60);
    write(text, 17, 19, second % 60);
    return new String(text);
  }

  private static void write(char[] text, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * The time that a text in protobuf's dialect of ISO 8601 tells.
   *
   * @throws DateTimeException if it tells none of the years 1 to 9999
   */
  static Timestamp fromText(String text) {
    return text.length() == WHOLE_SECOND.length() && text.endsWith("Z")
        ? wholeSecond(text)
        : anyTime(text);
  }

  private static Timestamp wholeSecond(String text) {
    for (int i = 0; i < text.length(); i++) {
      char expected = WHOLE_SECOND.charAt(i);
      char found = text.charAt(i);
      if (expected == '0' ? found < '0' || found > '9' : found != expected) {
        throw new DateTimeException(text);
      }
    }
    int year = read(text, 0, 4);
    int hour = read(text, 11, 13);
    int minute = read(text, 14, 16);
    int second = read(text, 17, 19);
    if (year == 0 || hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException(text);
    }
    long day = LocalDate.of(year, read(text, 5, 7), read(text, 8, 10)).toEpochDay();
    return Timestamp.newBuilder()
        .setSeconds(((day * 24 + hour) * 60 + minute) * 60 + second)
        .build();
  }

  private static int read(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static Timestamp anyTime(String text) {
    try {
      return Timestamps.parse(text);
    } catch (ParseException e) {
      throw new DateTimeException(text, e);
    }
  }

  private Times() {}
}
