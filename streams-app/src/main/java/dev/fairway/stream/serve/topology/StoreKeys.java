package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;
import java.util.List;

/**
 * Keys of the state stores: parts joined by NUL, times as 12 digits, so that a range of keys is a
 * range of times.
 */
public final class StoreKeys {

  private static final char SEPARATOR = '\0';
  private static final int TIME_DIGITS = 12;

  public static String site(String network, String site) {
    return join(network, site);
  }

  public static String past(String network, String site, long start) {
    return join(network, site, time(start));
  }

  static String forecast(Forecast f) {
    return join(
        f.getNetwork(),
        f.getSite(),
        f.getChannel(),
        time(f.getIssueTime().getSeconds()),
        f.getModel());
  }

  /** Issue time in the key of a forecast, in seconds since 1970. */
  static long issueOf(String forecastKey) {
    int end = forecastKey.lastIndexOf(SEPARATOR);
    return Long.parseLong(forecastKey.substring(end - TIME_DIGITS, end));
  }

  static String issued(String network, String site, String channel, long issue) {
    return join(network, site, channel, time(issue));
  }

  /** Channel in the key of issued steps. */
  public static String issuedChannel(String issuedKey) {
    return split(issuedKey).get(2);
  }

  /** Not above the key of any forecast that was issued at that time or later. */
  static String forecastsFrom(String network, String site, String channel, long issue) {
    return join(network, site, channel, time(issue));
  }

  /** Above the key of every forecast that was issued at that time or earlier. */
  static String forecastsTo(String network, String site, String channel, long issue) {
    return join(network, site, channel, time(issue)) + '\1';
  }

  /** The partition keeps the sums of several tasks apart; a reader adds them up. */
  static String sums(int partition, ScoreKind kind) {
    return join(
        kind.network(),
        kind.channel(),
        kind.model(),
        Boolean.toString(kind.fallback()),
        Integer.toString(partition));
  }

  public static ScoreKind scoreKind(String sumsKey) {
    List<String> parts = split(sumsKey);
    return new ScoreKind(
        parts.get(0), parts.get(1), parts.get(2), Boolean.parseBoolean(parts.get(3)));
  }

  static String refusals(int partition, String network, String reason) {
    return join(network, reason, Integer.toString(partition));
  }

  public static List<String> split(String key) {
    return List.of(key.split("\0", -1));
  }

  /** Not above any key that begins with these parts. */
  public static String first(String... parts) {
    return join(parts) + SEPARATOR;
  }

  /** Above every key that begins with these parts. */
  public static String last(String... parts) {
    return join(parts) + '\1';
  }

  private static String join(String... parts) {
    for (String part : parts) {
      if (part.indexOf(SEPARATOR) >= 0) {
        throw new IllegalArgumentException("A name holds a NUL: " + part.replace('\0', '?'));
      }
    }
    return String.join("\0", parts);
  }

  private static String time(long seconds) {
    if (seconds < 0 || seconds > 999_999_999_999L) {
      throw new IllegalArgumentException(seconds + " s is no time between 1970 and 33658");
    }
    // Many for each record: a format string would cost more than the store.
    String digits = Long.toString(seconds);
    return "0".repeat(TIME_DIGITS - digits.length()) + digits;
  }

  private StoreKeys() {}
}
