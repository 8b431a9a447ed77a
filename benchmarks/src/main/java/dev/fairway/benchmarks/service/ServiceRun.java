package dev.fairway.benchmarks.service;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.diffusion.service.Together;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Throughput and latency of the diffusion service by the number of its callers, with batches across
 * callers and without, turn by turn: what else the machine does hits both.
 *
 * <pre>
 *   callers, a connection each -- gRPC, loopback -- service -- model with random weights
 * </pre>
 *
 * <p>Before any time is taken, answers are compared: what is computed in a batch with others must
 * be what is computed alone, and a repeated request must be answered alike.
 */
public final class ServiceRun {

  private static final int REQUESTS = 64;
  private static final int COMPARED = 16;
  private static final long SEED = 1;

  private final Place place;
  private final Plan plan;
  private final Path work;
  private final ResultsFile<LoadRecord> results;
  private final Consumer<String> news;

  /**
   * @param device cpu or gpu:N
   * @param workers batches at a time
   * @param loadBefore load average of the machine before the run
   * @param run when it began
   */
  public record Place(String device, int workers, double loadBefore, String run) {
    double rounding() {
      return device.startsWith("gpu") ? SameAnswers.ON_A_GPU : SameAnswers.ON_A_CPU;
    }
  }

  /**
   * @param callers numbers of them, one measurement each
   * @param together where there are batches
   * @param time of a measurement
   * @param rounds measurements of each kind
   */
  public record Plan(List<Integer> callers, Together together, Duration time, int rounds) {}

  /**
   * @param work a folder for the model
   * @param results a line is appended for each measurement
   */
  public ServiceRun(Place place, Plan plan, Path work, Path results, Consumer<String> news) {
    this.place = place;
    this.plan = plan;
    this.work = work;
    this.results = new ResultsFile<>(results, LoadRecord.class);
    this.news = news;
  }

  /**
   * @throws IllegalStateException if an answer is wrong: then there is nothing to time
   */
  public void measure(List<Integer> sizes) throws IOException, BundleException {
    List<LoadRecord> records = new ArrayList<>();
    for (int sites : sizes) {
      records.addAll(measure(sites));
    }
    news.accept("medians over the rounds:\n" + LoadTable.of(records));
  }

  private List<LoadRecord> measure(int sites) throws IOException, BundleException {
    int windowSteps = TrainingSettings.defaults(1, Duration.ZERO, SEED).windowSteps();
    TrafficSeries series = GridTown.series(GridTown.measured(sites, SEED), REQUESTS + windowSteps);
    Path bundle = TownModel.write(work, series, SEED).directory();
    List<EnrichRequest> requests = TownRequests.of(series, windowSteps, REQUESTS);
    compare(sites, bundle, requests.subList(0, COMPARED));
    List<LoadRecord> records = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (int callers : plan.callers()) {
        for (boolean batching : new boolean[] {false, true}) {
          LoadRecord record =
              record(sites, round, batching, load(bundle, requests, batching, callers));
          results.append(record);
          news.accept(
              "%d sites, %d callers, batching %s: %.1f windows/s, p50 %.0f ms, p99 %.0f ms, mean batch %.1f"
                  .formatted(
                      sites,
                      callers,
                      batching ? "on" : "off",
                      record.windowsPerSecond(),
                      1000 * record.p50Seconds(),
                      1000 * record.p99Seconds(),
                      record.meanBatch()));
          records.add(record);
        }
      }
    }
    return records;
  }

  private void compare(int sites, Path bundle, List<EnrichRequest> requests)
      throws IOException, BundleException {
    List<EnrichResponse> alone;
    double repeated;
    Together all = new Together(COMPARED, Long.MAX_VALUE / place.workers());
    try (TrialService service = new TrialService(bundle, place.workers(), all, COMPARED);
        Callers one = new Callers(service, requests, 1)) {
      alone = one.askAll();
      repeated = SameAnswers.require(alone, one.askAll(), place.rounding());
      if (alone.stream().distinct().count() < alone.size()) {
        throw new IllegalStateException("different requests were answered alike");
      }
    }
    try (TrialService service = new TrialService(bundle, place.workers(), all, COMPARED);
        Callers many = new Callers(service, requests, COMPARED)) {
      double largest = SameAnswers.require(alone, many.askAll(), place.rounding());
      double batch = service.batches().mean();
      if (!(batch > 1)) {
        throw new IllegalStateException("no batch was shared: there is nothing to compare");
      }
      news.accept(
          "%d sites: repeated at most %.1e of the value apart; in batches of %.1f on average at most %.1e apart from alone"
              .formatted(sites, repeated, batch, largest));
    }
  }

  private Load load(Path bundle, List<EnrichRequest> requests, boolean batching, int callers)
      throws IOException, BundleException {
    try (TrialService service =
            new TrialService(bundle, place.workers(), together(batching), callers);
        Callers all = new Callers(service, requests, callers)) {
      Load unused = all.askFor(plan.time().dividedBy(5));
      return all.askFor(plan.time());
    }
  }

  private Together together(boolean batching) {
    return batching ? plan.together() : new Together(place.workers(), plan.together().batchCells());
  }

  private LoadRecord record(int sites, int round, boolean batching, Load load) {
    return new LoadRecord(
        place.run(),
        place.device(),
        place.workers(),
        place.loadBefore(),
        sites,
        round,
        batching,
        together(batching).requests(),
        together(batching).batchCells(),
        load.callers(),
        load.latencies().length,
        load.windowsPerSecond(),
        load.latency(0.5),
        load.latency(0.99),
        load.meanBatch(),
        load.processorSecondsPerWindow());
  }
}
