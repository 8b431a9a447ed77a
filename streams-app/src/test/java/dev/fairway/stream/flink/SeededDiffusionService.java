package dev.fairway.stream.flink;

import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.SplittableRandom;

/** Answers with what the request's seed gives, as a sampler does. */
final class SeededDiffusionService extends LocalDiffusionService {

  SeededDiffusionService() throws IOException {}

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> observer) {
    SplittableRandom random = new SplittableRandom(request.getSeed());
    int sites = request.getWindow().getSites();
    observer.onNext(represented(sites, () -> random.nextDouble(1, 30)));
    observer.onCompleted();
  }
}
