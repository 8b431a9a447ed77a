package dev.fairway.cli.train;

import java.util.concurrent.CancellationException;

/** Asks a training to end; it looks now and then whether it is asked. */
public final class StopRequest {

  private volatile boolean asked;

  /** May be called by any thread. */
  public void ask() {
    asked = true;
  }

  /**
   * @throws CancellationException if it is asked
   */
  void check() {
    if (asked) {
      throw new CancellationException("told to stop");
    }
  }
}
