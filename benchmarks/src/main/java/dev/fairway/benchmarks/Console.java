package dev.fairway.benchmarks;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Lines for whoever watches, each with the time of day: they are read in logs too. */
final class Console {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  static Consumer<String> lines(Clock clock) {
    return line ->
        System.out.println(
            TIME.withZone(ZoneId.systemDefault()).format(clock.instant()) + " " + line);
  }

  private Console() {}
}
