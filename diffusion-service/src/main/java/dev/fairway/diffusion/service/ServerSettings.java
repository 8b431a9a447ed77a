package dev.fairway.diffusion.service;

import java.time.Duration;

/**
 * How the service runs.
 *
 * @param host address to listen on; the loopback address unless the network is trusted, as there is
 *     neither encryption nor authentication
 * @param port 0: any free one
 * @param workers requests computed at a time; each uses one core
 * @param queue requests that may wait; more are refused with RESOURCE_EXHAUSTED
 * @param drain how long running requests may go on when the service stops
 */
public record ServerSettings(
    String host, int port, int workers, int queue, ServiceLimits limits, Duration drain) {

  public static final int DEFAULT_PORT = 9090;
  private static final int DEFAULT_QUEUE = 64;

  public ServerSettings {
    if (workers < 1 || queue < 1 || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Diffusion service with " + workers + " workers, queue " + queue + ", port " + port);
    }
  }

  /** On the loopback address, with one worker for each two cores. */
  public static ServerSettings onLoopback(int port) {
    return new ServerSettings(
        "127.0.0.1",
        port,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        DEFAULT_QUEUE,
        ServiceLimits.DEFAULT,
        Duration.ofSeconds(10));
  }

  /** The same on another address. */
  public ServerSettings on(String otherHost) {
    return new ServerSettings(otherHost, port, workers, queue, limits, drain);
  }
}
