package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The diffusion service on a port, with the standard health service beside it.
 *
 * <pre>
 *   caller -> gRPC thread -> bounded queue -> worker -> shelf's model -> answer
 * </pre>
 *
 * <p>There is neither encryption nor authentication: whoever reaches the port may use it.
 */
public final class DiffusionServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiffusionServer.class);
  private static final String DEVICE = "cpu";

  private final Server server;
  private final CallQueue queue;
  private final HealthStatusManager health;
  private final ServerSettings settings;

  private DiffusionServer(
      Server server, CallQueue queue, HealthStatusManager health, ServerSettings settings) {
    this.server = server;
    this.queue = queue;
    this.health = health;
    this.settings = settings;
  }

  /**
   * Starts to serve what is on the shelf, now and later.
   *
   * @param shelf stays the caller's: closing the server does not close it
   * @throws IOException if the port is taken
   */
  public static DiffusionServer start(
      ServerSettings settings, ModelShelf shelf, MeterRegistry meters) throws IOException {
    CallQueue queue = new CallQueue(settings.workers(), settings.queue(), settings.drain(), meters);
    HealthStatusManager health = new HealthStatusManager();
    try {
      Server server =
          NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
              .addService(new DiffusionGrpc(shelf, queue, settings.limits(), DEVICE))
              .addService(health.getHealthService())
              .build()
              .start();
      health.setStatus(DiffusionServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
      LOG.info("Diffusion service on {}:{}", settings.host(), server.getPort());
      return new DiffusionServer(server, queue, health, settings);
    } catch (IOException e) {
      queue.close();
      throw e;
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Returns when the server has been closed. */
  public void awaitClose() throws InterruptedException {
    server.awaitTermination();
  }

  /** Takes no more calls, lets those that run finish for the settings' time, then stops. */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    queue.close();
    try {
      if (!server.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
