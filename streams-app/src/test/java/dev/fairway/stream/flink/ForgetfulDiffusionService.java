package dev.fairway.stream.flink;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers windows of networks that were sent to it, until it is told to forget them. */
final class ForgetfulDiffusionService extends LocalDiffusionService {

  static final String MODEL = "one-model";

  final Queue<RegisterNetworkRequest> sent = new ConcurrentLinkedQueue<>();
  volatile boolean hasModel = true;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  ForgetfulDiffusionService() throws IOException {}

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
}
