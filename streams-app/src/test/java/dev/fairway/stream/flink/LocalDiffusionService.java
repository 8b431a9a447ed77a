package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.DoubleSupplier;

/** A diffusion service on a port of its own, whatever it answers. */
abstract class LocalDiffusionService extends DiffusionServiceGrpc.DiffusionServiceImplBase
    implements AutoCloseable {

  private final Server server;

  LocalDiffusionService() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  final String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** A representation, one number for each site, as {@link RepresentedForecaster} takes it. */
  static EnrichResponse represented(int sites, DoubleSupplier numbers) {
    EncodeResponse.Builder representation =
        EncodeResponse.newBuilder()
            .setModel(RepresentedForecaster.ENCODER)
            .setSites(sites)
            .setWidth(1);
    for (int i = 0; i < sites; i++) {
      representation.addRepresentation((float) numbers.getAsDouble());
    }
    return EnrichResponse.newBuilder().setRepresentation(representation).build();
  }

  @Override
  public final void close() {
    server.shutdownNow();
  }
}
