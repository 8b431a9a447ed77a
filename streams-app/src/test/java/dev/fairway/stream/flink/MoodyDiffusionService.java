package dev.fairway.stream.flink;

import dev.fairway.contract.Times;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers the window issued at interval 18 well, at 19 with a wrong shape, at 20 never. */
final class MoodyDiffusionService extends DiffusionServiceGrpc.DiffusionServiceImplBase
    implements AutoCloseable {

  static final float REPRESENTATION = 42;

  final Queue<EnrichRequest> asked = new ConcurrentLinkedQueue<>();
  private final Server server;

  MoodyDiffusionService() throws IOException {
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
    asked.add(request);
    long end =
        Times.toInstant(request.getWindow().getStart()).toEpochMilli()
            + request.getWindow().getSteps() * Networks.STEP;
    if (end == Networks.at(5 * 20)) {
      return;
    }
    int sites = end == Networks.at(5 * 19) ? 2 : 3;
    EncodeResponse.Builder representation =
        EncodeResponse.newBuilder()
            .setModel(RepresentedForecaster.ENCODER)
            .setSites(sites)
            .setWidth(1);
    for (int i = 0; i < sites; i++) {
      representation.addRepresentation(REPRESENTATION);
    }
    observer.onNext(EnrichResponse.newBuilder().setRepresentation(representation).build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
