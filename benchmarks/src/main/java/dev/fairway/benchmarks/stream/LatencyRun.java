package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.benchmarks.speed.ResidentMemory;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long a forecast takes that nobody is ahead of: an interval is reported, and its forecasts are
 * waited for, as a reader of committed records sees them; then the next. They begin at times that
 * are spread evenly over the time between two checkpoints.
 */
public final class LatencyRun {

  private static final long SEED = 1;

  /** Intervals before the first window is full. */
  private static final int BEFORE = 11;

  private static final int WARM_UP = 3;

  /** Name of its checkpoints' folder. */
  private static final String JOB = "fairway";

  /** Its multiples, modulo 1, are spread evenly. */
  private static final double GOLDEN = 0.6180339887498949;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final RecordCodec<Forecast> FORECASTS =
      new RecordCodec<>(Forecast.getDefaultInstance());

  private final Plan plan;
  private final Path work;
  private final ResultsFile<LatencyRecord> results;
  private final Origin origin;
  private final Consumer<String> news;

  /**
   * @param deadline of the diffusion service
   * @param intervals that are measured
   */
  public record Plan(
      List<Integer> sites,
      List<Duration> checkpoints,
      List<DiffusionMood> moods,
      Duration deadline,
      int intervals,
      int partitions,
      int parallelism) {}

  /**
   * @param work a folder for the broker
   * @param results a line is appended for each measurement
   */
  public LatencyRun(Plan plan, Path work, Path results, Origin origin, Consumer<String> news) {
    this.plan = plan;
    this.work = work;
    this.results = new ResultsFile<>(results, LatencyRecord.class);
    this.origin = origin;
    this.news = news;
  }

  /**
   * @throws IllegalStateException if forecasts do not come, or more than there should be
   */
  public void measure() throws Exception {
    List<String> table = new ArrayList<>(List.of(LatencyRecord.tableHead()));
    for (int sites : plan.sites()) {
      for (Duration checkpoint : plan.checkpoints()) {
        for (DiffusionMood mood : plan.moods()) {
          LatencyRecord record = measure(sites, checkpoint, mood);
          results.append(record);
          table.add(record.tableRow());
          news.accept(record.tableRow());
        }
      }
    }
    news.accept("all:\n" + String.join("\n", table));
  }

  private LatencyRecord measure(int sites, Duration checkpoint, DiffusionMood mood)
      throws Exception {
    MeasuredNetwork town = GridTown.measured(sites, SEED);
    UntrainedForecaster forecaster =
        new UntrainedForecaster(mood == DiffusionMood.NONE ? "" : MoodyDiffusion.ENCODER);
    try (Plant plant = Plant.start(work, plan.partitions());
        MoodyDiffusion diffusion = new MoodyDiffusion(mood, plan.deadline())) {
      forecaster.promote(plant.bootstrapServers(), town.network().id(), "trial");
      FairwayJob job =
          new FairwayJob(
              town,
              ContentType.JSON,
              plan.parallelism(),
              checkpoint,
              Optional.of(diffusion.address()).filter(its -> mood != DiffusionMood.NONE),
              plan.deadline(),
              forecaster);
      try (EmbeddedFlink running = job.start(plant, JOB);
          LiveTown live = new LiveTown(plant.bootstrapServers(), town, plan.partitions());
          Committed forecasts =
              new Committed(plant.bootstrapServers(), Topic.FORECASTS.topicName())) {
        return measure(live, forecasts, running, plant.directory(), sites, checkpoint, mood);
      }
    }
  }

  private LatencyRecord measure(
      LiveTown live,
      Committed forecasts,
      EmbeddedFlink job,
      Path directory,
      int sites,
      Duration checkpoint,
      DiffusionMood mood)
      throws InterruptedException, IOException {
    for (int i = 0; i < BEFORE; i++) {
      long unused = live.report(i);
    }
    Latencies latencies = new Latencies();
    int fallbacks = 0;
    for (int i = 0; i < WARM_UP + plan.intervals(); i++) {
      double phase = (i * GOLDEN) % 1;
      Thread.sleep(Math.round(phase * checkpoint.toMillis()));
      long reported = live.report(BEFORE + i);
      Optional<ConsumerRecord<byte[], byte[]>> any = Optional.empty();
      for (int seen = 0; seen < sites; ) {
        List<ConsumerRecord<byte[], byte[]>> found = forecasts.next();
        double seconds = (System.nanoTime() - reported) / 1e9;
        seen += found.size();
        if (!found.isEmpty()) {
          any = Optional.of(found.get(0));
        }
        if (i >= WARM_UP) {
          latencies.add(seconds, found.size());
        }
        requireGoing(job, seconds, seen, sites);
      }
      // All forecasts of an interval are made at once: any of them tells how.
      if (i >= WARM_UP && JobRecord.open(any.orElseThrow(), FORECASTS).getFallback()) {
        fallbacks++;
      }
    }
    return new LatencyRecord(
        origin,
        sites,
        checkpoint.toMillis() / 1e3,
        mood.name().toLowerCase(Locale.ROOT),
        plan.deadline().toMillis() / 1e3,
        plan.intervals(),
        latencies.quantile(0.5),
        latencies.quantile(0.9),
        latencies.quantile(0.99),
        latencies.quantile(1),
        fallbacks / (double) plan.intervals(),
        CheckpointSize.of(directory.resolve(JOB)),
        ResidentMemory.peak());
  }

  private static void requireGoing(EmbeddedFlink job, double seconds, int seen, int sites) {
    FairwayJob.requireRunning(job);
    if (seen > sites || seconds > PATIENCE.toSeconds()) {
      throw new IllegalStateException(
          "%d forecasts after %.0f s, %d are due".formatted(seen, seconds, sites));
    }
  }
}
