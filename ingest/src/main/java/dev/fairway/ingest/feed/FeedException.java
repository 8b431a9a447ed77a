package dev.fairway.ingest.feed;

/** Why a feed stopped or had to begin again; the message names the network and the cause. */
public final class FeedException extends Exception {

  private final boolean fatal;

  FeedException(String network, String reason, boolean fatal, Throwable cause) {
    super("Feed of network " + network + ": " + reason, cause);
    this.fatal = fatal;
  }

  /** True: the feed has ended. False: it tries again from its last commit. */
  public boolean isFatal() {
    return fatal;
  }
}
