package dev.fairway.diffusion.service;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The service's metrics at {@code /metrics}, as Prometheus reads them, on a port of their own. */
public final class MetricsPort implements AutoCloseable {

  private final Javalin server;

  private MetricsPort(Javalin server) {
    this.server = server;
  }

  /**
   * @param port 0: any free one
   */
  public static MetricsPort start(String host, int port, PrometheusMeterRegistry meters) {
    Javalin server =
        Javalin.create(
            config -> {
              config.showJavalinBanner = false;
              config.useVirtualThreads = false;
            });
    server.get(
        "/metrics",
        c -> c.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.scrape()));
    return new MetricsPort(server.start(host, port));
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
