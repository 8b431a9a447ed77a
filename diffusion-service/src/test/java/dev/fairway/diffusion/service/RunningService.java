package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.DiffusionServiceGrpc.DiffusionServiceBlockingStub;
import dev.fairway.contract.v1.DiffusionServiceGrpc.DiffusionServiceFutureStub;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A service on the loopback address with one lane, and a caller of it. */
final class RunningService implements AutoCloseable {

  final ModelShelf shelf;
  final DiffusionServer server;
  final ManagedChannel channel;
  private final CountDownLatch released = new CountDownLatch(1);

  RunningService(
      Together together, int queue, Duration drain, boolean reflection, MeterRegistry meters)
      throws IOException {
    shelf = new ModelShelf(1, meters);
    server =
        DiffusionServer.start(
            new ServerSettings(
                "127.0.0.1", 0, together, queue, ServiceLimits.DEFAULT, drain, reflection),
            shelf,
            meters);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  DiffusionServiceBlockingStub stub() {
    return DiffusionServiceGrpc.newBlockingStub(channel);
  }

  DiffusionServiceFutureStub futures() {
    return DiffusionServiceGrpc.newFutureStub(channel);
  }

  /** From now on every evaluation waits for a caller who has sat down and does nothing. */
  void hold() throws InterruptedException {
    CountDownLatch seated = new CountDownLatch(1);
    ModelLease lease = shelf.borrow("ring", "");
    Thread idler =
        new Thread(
            () -> {
              try (lease) {
                lease.seated(
                    () -> {
                      seated.countDown();
                      try {
                        released.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return null;
                    });
              }
            });
    idler.setDaemon(true);
    idler.start();
    seated.await();
  }

  void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
    channel.shutdownNow();
    server.close();
    shelf.close();
  }
}
