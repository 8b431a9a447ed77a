package dev.fairway.benchmarks.service;

import com.sun.management.OperatingSystemMXBean;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.DiffusionServiceGrpc.DiffusionServiceBlockingStub;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import io.grpc.ManagedChannel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** So many callers, each with a connection of its own, each with one request at a time underway. */
final class Callers implements AutoCloseable {

  private final TrialService service;
  private final List<EnrichRequest> requests;
  private final List<ManagedChannel> channels;
  private final ExecutorService threads;

  Callers(TrialService service, List<EnrichRequest> requests, int count) {
    this.service = service;
    this.requests = requests;
    this.channels = Stream.generate(service::connect).limit(count).toList();
    this.threads = Executors.newFixedThreadPool(count);
  }

  /** An answer to each request, in order; the callers share them. */
  List<EnrichResponse> askAll() {
    List<CompletableFuture<EnrichResponse>> answers = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      EnrichRequest request = requests.get(i);
      DiffusionServiceBlockingStub stub = stub(i % channels.size());
      answers.add(CompletableFuture.supplyAsync(() -> stub.enrich(request), threads));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** Everyone asks again as soon as they are answered, until the time is over. */
  Load askFor(Duration time) {
    TrialService.Batches batches = service.batches();
    long processor = processorNanos();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<CompletableFuture<List<Double>>> callers = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      int first = i;
      callers.add(CompletableFuture.supplyAsync(() -> askUntil(end, first), threads));
    }
    double[] latencies =
        callers.stream()
            .map(CompletableFuture::join)
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return new Load(
        channels.size(),
        (System.nanoTime() - start) / 1e9,
        (processorNanos() - processor) / 1e9,
        service.batches().since(batches).mean(),
        latencies);
  }

  private List<Double> askUntil(long end, int caller) {
    DiffusionServiceBlockingStub stub = stub(caller);
    List<Double> latencies = new ArrayList<>();
    for (int i = caller; System.nanoTime() < end; i++) {
      long asked = System.nanoTime();
      EnrichResponse answer = stub.enrich(requests.get(i % requests.size()));
      latencies.add((System.nanoTime() - asked) / 1e9);
      if (!answer.hasImputation() || !answer.hasRepresentation()) {
        throw new IllegalStateException("half an answer: " + answer);
      }
    }
    return latencies;
  }

  private DiffusionServiceBlockingStub stub(int caller) {
    return DiffusionServiceGrpc.newBlockingStub(channels.get(caller));
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  @Override
  public void close() {
    threads.shutdown();
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
