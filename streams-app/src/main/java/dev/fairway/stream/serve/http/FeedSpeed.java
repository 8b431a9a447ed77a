package dev.fairway.stream.serve.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How fast event time runs against the clock on the wall, over the last while: 1 is live, 600 a
 * replay at ten minutes a second.
 */
final class FeedSpeed {

  private static final Duration WINDOW = Duration.ofSeconds(15);

  private record Sample(Instant wall, Instant event) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  void sample(Instant wall, Instant event) {
    samples.addLast(new Sample(wall, event));
    while (samples.size() > 2 && samples.peekFirst().wall().isBefore(wall.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  /** Empty until two samples are apart. */
  Optional<Double> ratio() {
    if (samples.size() < 2) {
      return Optional.empty();
    }
    Sample first = samples.peekFirst();
    Sample last = samples.peekLast();
    double wall = Duration.between(first.wall(), last.wall()).toMillis();
    double event = Duration.between(first.event(), last.event()).toMillis();
    return wall <= 0 ? Optional.empty() : Optional.of(event / wall);
  }
}
