package dev.fairway.benchmarks.service;

import dev.fairway.diffusion.service.DiffusionServer;
import dev.fairway.diffusion.service.ModelShelf;
import dev.fairway.diffusion.service.ServerSettings;
import dev.fairway.diffusion.service.ServiceLimits;
import dev.fairway.diffusion.service.Together;
import dev.fairway.provenance.BundleException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The diffusion service as the product runs it, on a port of the loopback address. */
final class TrialService implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ModelShelf shelf;
  private final DiffusionServer server;

  /**
   * @param together as many requests as there are workers: no batches across callers
   * @param queue requests that may wait
   */
  TrialService(Path bundle, int workers, Together together, int queue)
      throws IOException, BundleException {
    shelf = new ModelShelf(workers, meters);
    try {
      String unused = shelf.load(bundle);
      server =
          DiffusionServer.start(
              new ServerSettings(
                  HOST, 0, together, queue, ServiceLimits.DEFAULT, Duration.ofSeconds(10), false),
              shelf,
              meters);
    } catch (IOException | BundleException | RuntimeException e) {
      shelf.close();
      throw e;
    }
  }

  /** A connection of its own for each caller. */
  ManagedChannel connect() {
    return ManagedChannelBuilder.forAddress(HOST, server.port()).usePlaintext().build();
  }

  Batches batches() {
    DistributionSummary summary = meters.get("fairway.diffusion.batch.requests").summary();
    return new Batches(summary.count(), summary.totalAmount());
  }

  /**
   * @param count evaluations of the denoiser
   * @param requests whose evaluations they were, together
   */
  record Batches(long count, double requests) {

    /** Requests in an evaluation. */
    double mean() {
      return requests / count;
    }

    Batches since(Batches earlier) {
      return new Batches(count - earlier.count, requests - earlier.requests);
    }
  }

  @Override
  public void close() {
    server.close();
    shelf.close();
    meters.close();
  }
}
