package dev.fairway.benchmarks.stream;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A diffusion service whose answers cost nothing: what is measured is what becomes of forecasts
 * when it is well or not.
 */
final class MoodyDiffusion extends DiffusionServiceGrpc.DiffusionServiceImplBase
    implements AutoCloseable {

  /** Model that its representations are of. */
  static final String ENCODER = "trial-encoder";

  private static final int MAXIMUM_MESSAGE_BYTES = 64 << 20;

  private final DiffusionMood mood;
  private final long slowMillis;
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final Server server;

  MoodyDiffusion(DiffusionMood mood, Duration deadline) throws IOException {
    this.mood = mood;
    this.slowMillis = deadline.toMillis() * 5 / 4;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> observer) {
    int sites = request.getWindow().getSites();
    switch (mood) {
      case PROMPT -> answer(sites, observer);
      case WRONG -> answer(sites - 1, observer);
      case REFUSING ->
          observer.onError(
              Status.UNAVAILABLE.withDescription("refuses everything").asRuntimeException());
      case SLOW -> {
        var unused =
            later.schedule(() -> answer(sites, observer), slowMillis, TimeUnit.MILLISECONDS);
      }
      case HUNG, NONE -> {}
    }
  }

  private static void answer(int sites, StreamObserver<EnrichResponse> observer) {
    observer.onNext(
        EnrichResponse.newBuilder()
            .setRepresentation(
                EncodeResponse.newBuilder()
                    .setModel(ENCODER)
                    .setSites(sites)
                    .setWidth(1)
                    .addAllRepresentation(Collections.nCopies(sites, 0f)))
            .build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    later.shutdownNow();
    server.shutdownNow();
  }
}
