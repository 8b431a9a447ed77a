package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** Answers with what the request's seed gives, as a sampler does. */
final class SeededDiffusionService extends DiffusionServiceGrpc.DiffusionServiceImplBase
    implements AutoCloseable {

  private final Server server;

  SeededDiffusionService() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> observer) {
    SplittableRandom random = new SplittableRandom(request.getSeed());
    int sites = request.getWindow().getSites();
    EncodeResponse.Builder representation =
        EncodeResponse.newBuilder()
            .setModel(RepresentedForecaster.ENCODER)
            .setSites(sites)
            .setWidth(1);
    for (int i = 0; i < sites; i++) {
      representation.addRepresentation((float) random.nextDouble(1, 30));
    }
    observer.onNext(EnrichResponse.newBuilder().setRepresentation(representation).build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
