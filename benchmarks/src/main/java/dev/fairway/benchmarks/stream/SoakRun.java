package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Broker, feed, job and scores in one process for as long as is asked, with so much to read at any
 * time that the slowest of them never waits. What the process occupies is written down as it goes
 * on, and at the end each reading and each forecast must be there once.
 *
 * <pre>
 *   readings ─► feed ─► job ─► intervals, forecasts ─► scores
 *                ▲                       │                │
 *                └── waits for ◄─────────┴────────────────┘
 * </pre>
 */
public final class SoakRun {

  private static final long SEED = 1;

  /** Records under way: some seconds of work for the slowest part. */
  private static final long BACKLOG = 300_000;

  private static final Duration STANDSTILL = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String JOB = "fairway";

  private final Plan plan;
  private final Path work;
  private final ResultsFile<SoakRecord> results;
  private final Origin origin;
  private final Clock clock;
  private final Consumer<String> news;

  /**
   * @param scored whether Kafka Streams scores all forecasts, and is waited for
   * @param duration that readings are fed for
   * @param every memory is looked at
   */
  public record Plan(
      int sites,
      boolean scored,
      Duration duration,
      Duration every,
      Duration checkpointEvery,
      int partitions) {}

  /**
   * @param work a folder for broker and checkpoints
   * @param results a line is appended
   */
  public SoakRun(
      Plan plan, Path work, Path results, Origin origin, Clock clock, Consumer<String> news) {
    this.plan = plan;
    this.work = work;
    this.results = new ResultsFile<>(results, SoakRecord.class);
    this.origin = origin;
    this.clock = clock;
    this.news = news;
  }

  /**
   * @throws IllegalStateException if a part gives up or stands still, or a reading or forecast is
   *     missing or there twice
   */
  public void measure() throws Exception {
    try (Plant plant = Plant.forgetful(work, plan.partitions())) {
      if (!plan.scored()) {
        measure(plant, () -> 0);
        return;
      }
      try (Scoring scoring = new Scoring(plant, clock)) {
        measure(plant, scoring::behind);
      }
    }
  }

  /**
   * @param unscored records that are not scored yet
   */
  private void measure(Plant plant, LongSupplier unscored) throws Exception {
    MeasuredNetwork town = GridTown.measured(plan.sites(), SEED);
    StreamPlan endless =
        new StreamPlan(
            plan.sites(),
            10,
            Long.MAX_VALUE / (100L * plan.sites()),
            ContentType.JSON,
            plan.partitions(),
            1,
            plan.checkpointEvery());
    String kafka = plant.bootstrapServers();
    new UntrainedForecaster("").promote(kafka, town.network().id(), "trial");
    try (Tally readings = new Tally(kafka, Topic.INTERVALS, CountedReadings::of);
        Tally forecasts = new Tally(kafka, Topic.FORECASTS, found -> 1);
        EmbeddedFlink job =
            new FairwayJob(town, ContentType.JSON, 1, plan.checkpointEvery()).start(plant, JOB)) {
      long start = System.nanoTime();
      OpenEnd source =
          new OpenEnd(
              new TownReadings(town, endless.perInterval(), endless.intervals()),
              (long) plan.sites() * endless.perInterval(),
              () -> System.nanoTime() - start > plan.duration().toNanos());
      BackPressure pace =
          new BackPressure(() -> source.given() - readings.sum() + unscored.getAsLong() > BACKLOG);
      CompletableFuture<Double> feeding =
          CompletableFuture.supplyAsync(
              () -> plant.feed(town, Topic.OBSERVATIONS, () -> source, ContentType.JSON, pace));
      List<MemoryUse> memory = watch(start, feeding, job, readings, plant.directory());
      double seconds = feeding.get();
      long due = endless.during(source.given() / plan.sites() / endless.perInterval()).forecasts();
      await("readings", readings, source.given(), job);
      await("forecasts", forecasts, due, job);
      SoakRecord record =
          new SoakRecord(origin, plan.sites(), plan.scored(), seconds, source.given(), due, memory);
      results.append(record);
      news.accept(record.inWords());
    }
  }

  private List<MemoryUse> watch(
      long start,
      CompletableFuture<Double> feeding,
      EmbeddedFlink job,
      Tally readings,
      Path directory)
      throws Exception {
    List<MemoryUse> memory = new ArrayList<>();
    news.accept(MemoryUse.tableHead());
    while (!feeding.isDone()) {
      long due = start + (memory.size() + 1) * plan.every().toNanos();
      if (System.nanoTime() < due) {
        Thread.sleep(LOOK.toMillis());
        continue;
      }
      FairwayJob.requireRunning(job);
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      MemoryUse use = MemoryUse.now(seconds, readings.sum(), directory.resolve(JOB));
      memory.add(use);
      news.accept(use.tableRow());
    }
    return memory;
  }

  /** Waits for as many, and a little longer for those that should not be. */
  private static void await(String what, Tally tally, long due, EmbeddedFlink job)
      throws InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (tally.sum() < due) {
      FairwayJob.requireRunning(job);
      if (tally.sum() != last) {
        last = tally.sum();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STANDSTILL.toNanos()) {
        throw new IllegalStateException("%s: %d, not %d".formatted(what, last, due));
      }
      Thread.sleep(LOOK.toMillis());
    }
    Thread.sleep(Duration.ofSeconds(2).toMillis());
    if (tally.sum() != due) {
      throw new IllegalStateException("%s: %d, not %d".formatted(what, tally.sum(), due));
    }
  }
}
