package dev.fairway.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does: ask for an end, and keep the JVM until the work has come to it. Open it before
 * anything that has to be closed in order; its own close says that all is done.
 */
final class Interruption implements AutoCloseable {

  static final Duration DRAIN = Duration.ofSeconds(60);

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop) {
    hook = new Thread(() -> drain(stop), "drain");
  }

  /**
   * @param stop asks for the end; must return soon
   */
  static Interruption onSignal(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void drain(Runnable stop) {
    stop.run();
    try {
      if (!done.await(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "fairway: not drained within " + DRAIN.toSeconds() + " s, stopping as it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook runs, and has just been told that all is done.
    }
  }
}
