package dev.fairway.diffusion.service;

import java.time.Duration;

/**
 * How the service runs.
 *
 * @param host address to listen on; the loopback address unless the network is trusted, as there is
 *     neither encryption nor authentication
 * @param port 0: any free one
 * @param together how much is computed side by side
 * @param queue requests that may wait; more are refused with RESOURCE_EXHAUSTED
 * @param drain how long accepted requests may go on when the service stops
 * @param reflection whether callers may ask for the contract itself, as grpcurl does
 */
public record ServerSettings(
    String host,
    int port,
    Together together,
    int queue,
    ServiceLimits limits,
    Duration drain,
    boolean reflection) {

  public static final int DEFAULT_QUEUE = 64;
  public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

  public ServerSettings {
    if (queue < 1 || port < 0 || port > 65_535 || drain.isNegative()) {
      throw new IllegalArgumentException(
          "Diffusion service with queue " + queue + ", port " + port + ", drain " + drain);
    }
  }

  /** On the loopback address, with what is usual. */
  public static ServerSettings onLoopback(int port) {
    return new ServerSettings(
        "127.0.0.1",
        port,
        Together.ON_CPU,
        DEFAULT_QUEUE,
        ServiceLimits.DEFAULT,
        DEFAULT_DRAIN,
        false);
  }

  /** Batches computed at a time where other work shares the machine. */
  public static int halfOfTheCores() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
