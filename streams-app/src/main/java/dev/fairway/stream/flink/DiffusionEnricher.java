package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the diffusion service about every window, one call each. Whatever goes wrong there, the
 * window goes on after the deadline at the latest, and says what went wrong.
 */
final class DiffusionEnricher extends RichAsyncFunction<WindowReady, EnrichedWindow> {

  private static final long serialVersionUID = 1;

  /** A window of 2,000 sites with 64 features each way stays far below. */
  private static final int MAXIMUM_MESSAGE_BYTES = 64 << 20;

  private final NetworkHandle network;
  private final String address;
  private final Duration deadline;
  private transient ManagedChannel channel;
  private transient Enrichment enrichment;
  private transient Counter failures;

  /**
   * @param address host:port of the service
   */
  DiffusionEnricher(NetworkHandle network, String address, Duration deadline) {
    this.network = network;
    this.address = address;
    this.deadline = deadline;
  }

  @Override
  public void open(OpenContext context) {
    enrichment = new Enrichment(network.measured());
    failures = getRuntimeContext().getMetricGroup().counter("diffusion_failures");
    channel =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
            .build();
  }

  @Override
  public void asyncInvoke(WindowReady ready, ResultFuture<EnrichedWindow> result) {
    DiffusionServiceGrpc.newStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .enrich(enrichment.request(ready), new Answer(ready, result));
  }

  /** Never reached while gRPC keeps its own, shorter deadline. */
  @Override
  public void timeout(WindowReady ready, ResultFuture<EnrichedWindow> result) {
    fail(ready, result, "did not answer within " + deadline);
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private void fail(WindowReady ready, ResultFuture<EnrichedWindow> result, String what) {
    failures.inc();
    result.complete(List.of(EnrichedWindow.without(ready, "the diffusion service " + what)));
  }

  private final class Answer implements StreamObserver<EnrichResponse> {

    private final WindowReady ready;
    private final ResultFuture<EnrichedWindow> result;
    private EnrichResponse response;

    Answer(WindowReady ready, ResultFuture<EnrichedWindow> result) {
      this.ready = ready;
      this.result = result;
    }

    @Override
    public void onNext(EnrichResponse next) {
      response = next;
    }

    @Override
    public void onError(Throwable error) {
      Status status = Status.fromThrowable(error);
      fail(
          ready,
          result,
          status.getCode() == Status.Code.DEADLINE_EXCEEDED
              ? "did not answer within " + deadline.toMillis() + " ms"
              : "answered "
                  + status.getCode()
                  + (status.getDescription() == null ? "" : ": " + status.getDescription()));
    }

    @Override
    public void onCompleted() {
      if (response == null) {
        fail(ready, result, "gave no answer");
      } else {
        result.complete(List.of(enrichment.accept(ready, response)));
      }
    }
  }
}
