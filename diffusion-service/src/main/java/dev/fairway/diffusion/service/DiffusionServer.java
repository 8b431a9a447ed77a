package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.tensor.TensorEngine;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The diffusion service on a port, with the standard health service beside it.
 *
 * <pre>
 *   caller - gRPC thread: checked - queue - sampler - evaluations, in batches with other callers' - answer
 *             | refused    | full, stopping            of the same model
 * </pre>
 *
 * <p>It says that it is SERVING as soon as it can answer Describe, with or without a model, until
 * it starts to stop. There is neither encryption nor authentication: whoever reaches the port may
 * use it.
 */
public final class DiffusionServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiffusionServer.class);

  /** For the last answers to leave, and for health's watchers to hang up. */
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final Server server;
  private final CallQueue queue;
  private final HealthStatusManager health;
  private final ServerSettings settings;
  private final AtomicBoolean closed = new AtomicBoolean();

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
    CallQueue queue = new CallQueue(settings.together(), shelf.workers(), settings.queue(), meters);
    HealthStatusManager health = new HealthStatusManager();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
            .maxInboundMessageSize(settings.limits().messageBytes())
            .addService(
                new DiffusionGrpc(
                    shelf,
                    queue,
                    new RequestPlans(settings.limits()),
                    new Description(TensorEngine.device(), settings)))
            .addService(health.getHealthService());
    if (settings.reflection()) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
    }
    try {
      Server server = builder.build().start();
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

  /**
   * Says that it no longer serves and refuses new calls, but goes on answering, health above all,
   * until the calls that it has accepted are answered or the settings' time is over. Then it stops;
   * what still runs is cancelled, and ends before its next evaluation.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    health.enterTerminalState();
    try {
      queue.drain(settings.drain());
      server.shutdown();
      if (!server.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
    }
  }
}
