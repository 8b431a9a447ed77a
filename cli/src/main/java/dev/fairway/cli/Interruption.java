package dev.fairway.cli;

import java.time.Duration;
import java.util.List;

/** What Ctrl-C does: ask for an end, and keep the JVM until the work has come to it. */
final class Interruption {

  private static final Duration DRAIN = Duration.ofSeconds(60);

  /**
   * @param stop asks for the end; must return soon
   * @param working threads to wait for
   */
  static void onSignal(Runnable stop, List<Thread> working) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(stop, working), "drain"));
  }

  private static void drain(Runnable stop, List<Thread> working) {
    stop.run();
    try {
      for (Thread thread : working) {
        thread.join(DRAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Interruption() {}
}
