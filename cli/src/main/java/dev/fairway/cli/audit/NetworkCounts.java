package dev.fairway.cli.audit;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.SiteInterval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the topics hold of one network. Readings are balanced interval by interval: what went in
 * against what was counted, repeated, outside the network or refused.
 */
public final class NetworkCounts {

  /** Of readings whose interval cannot be told. */
  private static final long NO_INTERVAL = Long.MIN_VALUE;

  private static final int NAMED = 5;

  private final int intervalSeconds;
  private long readings;
  private long intervals;
  private long counted;
  private long duplicates;
  private long outside;
  private long wholeLetters;
  private long forecasts;
  private long newestClosed = Long.MIN_VALUE;
  private final Map<Long, Long> balance = new TreeMap<>();
  private final Map<Integer, Integer> forecastsOfWindow = new TreeMap<>();
  private final Map<String, Long> models = new TreeMap<>();
  private final Map<DeadLetter.Reason, Long> deadLetters = new TreeMap<>();

  /**
   * @param intervalSeconds of the network; 0: not known
   */
  NetworkCounts(int intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  /**
   * @param time empty where it could not be read
   */
  void addReading(Optional<Timestamp> time) {
    readings++;
    balance.merge(time.map(t -> start(t.getSeconds())).orElse(NO_INTERVAL), 1L, Long::sum);
  }

  void add(SiteInterval interval) {
    intervals++;
    counted += interval.getReadings();
    duplicates += interval.getDuplicates();
    close(interval.getIntervalStart(), interval.getReadings() + interval.getDuplicates());
  }

  void add(OutsideInterval interval) {
    outside += interval.getReadings();
    duplicates += interval.getDuplicates();
    close(interval.getIntervalStart(), interval.getReadings() + interval.getDuplicates());
  }

  void add(Forecast forecast) {
    forecasts++;
    int window = (int) (forecast.getIssueTime().getSeconds() / forecast.getIntervalSeconds());
    forecastsOfWindow.merge(window, 1, Integer::sum);
    models.merge(forecast.getModel(), 1L, Long::sum);
  }

  void add(DeadLetter letter) {
    deadLetters.merge(letter.getReason(), 1L, Long::sum);
    if (!letter.getRecordTopic().isEmpty()) {
      wholeLetters++;
      long start = letter.hasTime() ? start(letter.getTime().getSeconds()) : NO_INTERVAL;
      balance.merge(start, -1L, Long::sum);
    }
  }

  private void close(Timestamp start, int taken) {
    balance.merge(start(start.getSeconds()), (long) -taken, Long::sum);
    newestClosed = Math.max(newestClosed, start.getSeconds());
  }

  private long start(long seconds) {
    return intervalSeconds == 0
        ? NO_INTERVAL
        : Math.floorDiv(seconds, intervalSeconds) * intervalSeconds;
  }

  /** Readings of intervals that are not closed yet, by start. */
  Map<Instant, Long> open() {
    return left(e -> isOpen(e.getKey()) && e.getValue() > 0);
  }

  /**
   * What does not add up, by start: more went in than came out of a closed interval, or, below 0,
   * less. While a job runs, an interval may be on one topic a moment before it is on another.
   */
  Map<Instant, Long> unaccounted() {
    return left(e -> !isOpen(e.getKey()) || e.getValue() < 0);
  }

  /** Without an interval a record waits for nothing but its letter. */
  private boolean isOpen(long start) {
    return start == NO_INTERVAL || start > newestClosed;
  }

  private Map<Instant, Long> left(Predicate<Map.Entry<Long, Long>> which) {
    return balance.entrySet().stream()
        .filter(e -> e.getValue() != 0)
        .filter(which)
        .collect(
            Collectors.toMap(
                e -> e.getKey() == NO_INTERVAL ? Instant.MIN : Instant.ofEpochSecond(e.getKey()),
                Map.Entry::getValue,
                Long::sum,
                TreeMap::new));
  }

  /** Whether every reading is in exactly one place. */
  public boolean addsUp() {
    return unaccounted().isEmpty();
  }

  /** Lines for a terminal. */
  public String describe() {
    return """
          readings on the topic        %,d
          = counted in intervals       %,d, in %,d site intervals
          + repeated, left out         %,d
          + outside of all sites       %,d
          + refused, dead letters      %,d
          + in open intervals          %s
          + unaccounted for            %s
          dead letters, all            %s
          forecasts                    %,d in %,d windows, %s to a window
          by model                     %s
        """
        .formatted(
            readings,
            counted,
            intervals,
            duplicates,
            outside,
            wholeLetters,
            describe(open()),
            describe(unaccounted()),
            deadLetters,
            forecasts,
            forecastsOfWindow.size(),
            Set.copyOf(forecastsOfWindow.values()),
            models);
  }

  private static String describe(Map<Instant, Long> left) {
    if (left.isEmpty()) {
      return "0";
    }
    String named =
        left.entrySet().stream()
            .limit(NAMED)
            .map(
                e ->
                    (e.getKey().equals(Instant.MIN) ? "no interval" : e.getKey())
                        + ": "
                        + e.getValue())
            .collect(Collectors.joining(", "));
    long sum = left.values().stream().mapToLong(Long::longValue).sum();
    return "%,d (%s%s)".formatted(sum, named, left.size() > NAMED ? ", ..." : "");
  }
}
