package dev.fairway.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** How fast a feed replays: how the time in the events becomes time on the wall. */
public interface Pace {

  /**
   * How long to wait until an event of this time is due; zero or negative: it is due. Late events
   * of the source are due at once.
   */
  Duration delay(Instant eventTime);

  /** As fast as the broker takes it. */
  static Pace max() {
    return eventTime -> Duration.ZERO;
  }

  /**
   * {@code factor} seconds of event time in each second on the wall. The first event that is asked
   * for is due at once, and the others follow it.
   */
  static Pace times(double factor, InstantSource clock) {
    return new TimesPace(factor, clock);
  }

  /** What happened before {@code until} is history and due at once; the rest keeps a pace. */
  static Pace history(Instant until, Pace afterwards) {
    return eventTime -> eventTime.isBefore(until) ? Duration.ZERO : afterwards.delay(eventTime);
  }

  /**
   * Reads {@code max}, {@code 1x}, {@code 600x}.
   *
   * @throws IllegalArgumentException naming the text and what is expected
   */
  static Pace parse(String text, InstantSource clock) {
    String speed = text.strip().toLowerCase(Locale.ROOT);
    if (speed.equals("max")) {
      return max();
    }
    try {
      if (speed.endsWith("x")) {
        return times(Double.parseDouble(speed.substring(0, speed.length() - 1)), clock);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(unreadable(text), e);
    }
    throw new IllegalArgumentException(unreadable(text));
  }

  private static String unreadable(String text) {
    return "Speed '" + text + "' is neither 'max' nor a factor above 0 such as 1x or 600x";
  }
}
