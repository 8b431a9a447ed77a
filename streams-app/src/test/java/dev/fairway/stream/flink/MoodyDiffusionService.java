package dev.fairway.stream.flink;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers the window issued at interval 18 well, at 19 with a wrong shape, at 20 never. */
final class MoodyDiffusionService extends LocalDiffusionService {

  static final float REPRESENTATION = 42;

  final Queue<EnrichRequest> asked = new ConcurrentLinkedQueue<>();

  MoodyDiffusionService() throws IOException {}

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
    observer.onNext(represented(sites, () -> REPRESENTATION));
    observer.onCompleted();
  }
}
