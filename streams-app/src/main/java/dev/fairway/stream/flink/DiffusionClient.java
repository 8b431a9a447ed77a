package dev.fairway.stream.flink;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.DiffusionServiceGrpc.DiffusionServiceStub;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Calls of the diffusion service about windows of one network. Windows name the network by its
 * hash; the network itself is sent when the service says that it does not know it: the first time,
 * and whenever it has forgotten, after a restart above all.
 */
final class DiffusionClient implements AutoCloseable {

  /** A window of 2,000 sites with 64 features each way stays far below. */
  private static final int MAXIMUM_MESSAGE_BYTES = 64 << 20;

  private final NetworkDefinition network;
  private final Duration deadline;
  private final ManagedChannel channel;
  // Guarded by this: windows that find the network unknown at the same time send it once.
  private CompletableFuture<RegisterNetworkResponse> sending =
      CompletableFuture.completedFuture(RegisterNetworkResponse.getDefaultInstance());

  /**
   * @param address host:port of the service
   * @param deadline of an answer, whatever is needed for it
   */
  DiffusionClient(String address, NetworkDefinition network, Duration deadline) {
    this.network = network;
    this.deadline = deadline;
    this.channel =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
            .build();
  }

  CompletableFuture<EnrichResponse> enrich(EnrichRequest request) {
    Deadline until = Deadline.after(deadline.toMillis(), TimeUnit.MILLISECONDS);
    return ask(request, until)
        .exceptionallyCompose(
            error ->
                Refusals.reason(error) == Refusal.UNKNOWN_NETWORK
                    ? send(until).thenCompose(known -> ask(request, until))
                    : CompletableFuture.failedStage(error));
  }

  private CompletableFuture<EnrichResponse> ask(EnrichRequest request, Deadline until) {
    Answer<EnrichResponse> answer = new Answer<>();
    stub(until).enrich(request, answer);
    return answer.future;
  }

  private synchronized CompletionStage<RegisterNetworkResponse> send(Deadline until) {
    if (sending.isDone()) {
      Answer<RegisterNetworkResponse> answer = new Answer<>();
      stub(until)
          .registerNetwork(RegisterNetworkRequest.newBuilder().setNetwork(network).build(), answer);
      sending = answer.future;
    }
    return sending;
  }

  private DiffusionServiceStub stub(Deadline until) {
    return DiffusionServiceGrpc.newStub(channel).withDeadline(until);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class Answer<T> implements StreamObserver<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();
    private T last;

    @Override
    public void onNext(T next) {
      last = next;
    }

    @Override
    public void onError(Throwable error) {
      future.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      if (last == null) {
        future.completeExceptionally(
            Status.INTERNAL.withDescription("no answer before the end").asRuntimeException());
      } else {
        future.complete(last);
      }
    }
  }
}
