package dev.fairway.stream.flink;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers windows of networks that were sent to it, until it is told to forget them. */
final class ForgetfulDiffusionService extends DiffusionServiceGrpc.DiffusionServiceImplBase
    implements AutoCloseable {

  static final String MODEL = "one-model";

  final Queue<RegisterNetworkRequest> sent = new ConcurrentLinkedQueue<>();
  volatile boolean hasModel = true;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Server server;

  ForgetfulDiffusionService() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  void forget() {
    known.clear();
  }

  @Override
  public void registerNetwork(
      RegisterNetworkRequest request, StreamObserver<RegisterNetworkResponse> observer) {
    sent.add(request);
    known.add(request.getNetwork().getHash());
    observer.onNext(RegisterNetworkResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> observer) {
    if (!hasModel) {
      observer.onError(Refusals.because(Refusal.NO_MODEL, "no model yet"));
    } else if (!known.contains(request.getWindow().getNetworkHash())) {
      observer.onError(Refusals.because(Refusal.UNKNOWN_NETWORK, "send the network"));
    } else {
      observer.onNext(EnrichResponse.newBuilder().setModel(MODEL).build());
      observer.onCompleted();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
