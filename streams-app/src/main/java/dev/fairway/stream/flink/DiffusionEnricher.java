package dev.fairway.stream.flink;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the diffusion service about every window of which something is to be asked, one call each.
 * Whatever goes wrong there, the window goes on after the deadline at the latest, and says what
 * went wrong.
 */
final class DiffusionEnricher extends RichAsyncFunction<WindowQuestion, EnrichedWindow> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private final String address;
  private final Duration deadline;
  private transient DiffusionClient client;
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
    client = new DiffusionClient(address, network.definition(), deadline);
  }

  @Override
  public void asyncInvoke(WindowQuestion question, ResultFuture<EnrichedWindow> result) {
    if (question.isIdle()) {
      result.complete(List.of(EnrichedWindow.without(question.window, "")));
      return;
    }
    CompletableFuture<Void> unused =
        client
            .enrich(enrichment.request(question))
            .handle(
                (response, error) ->
                    error == null
                        ? enrichment.accept(question, response)
                        : failed(question.window, error))
            .thenAccept(enriched -> result.complete(List.of(enriched)));
  }

  /** Never reached while gRPC keeps its own, shorter deadline. */
  @Override
  public void timeout(WindowQuestion question, ResultFuture<EnrichedWindow> result) {
    result.complete(List.of(failed(question.window, "did not answer within " + deadline)));
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }

  private EnrichedWindow failed(WindowReady ready, Throwable error) {
    Status status = Status.fromThrowable(error);
    return failed(
        ready,
        status.getCode() == Status.Code.DEADLINE_EXCEEDED
            ? "did not answer within " + deadline.toMillis() + " ms"
            : "answered "
                + status.getCode()
                + (status.getDescription() == null ? "" : ": " + status.getDescription()));
  }

  private EnrichedWindow failed(WindowReady ready, String what) {
    failures.inc();
    return EnrichedWindow.without(ready, "the diffusion service " + what);
  }
}
