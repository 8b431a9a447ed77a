package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Model after model is promoted while the job reads a topic as fast as it can: each forecast must
 * be there once and name its model. The first intervals, before any model is known, are the
 * baseline's.
 */
public final class SwapRun {

  private static final long SEED = 1;
  private static final RecordCodec<Forecast> CODEC =
      new RecordCodec<>(Forecast.getDefaultInstance());

  private final StreamPlan plan;
  private final Duration every;
  private final Path work;
  private final ResultsFile<SwapRecord> results;
  private final Origin origin;
  private final Consumer<String> news;

  /**
   * @param every a model is promoted
   * @param results a line is appended
   */
  public SwapRun(
      StreamPlan plan,
      Duration every,
      Path work,
      Path results,
      Origin origin,
      Consumer<String> news) {
    this.plan = plan;
    this.every = every;
    this.work = work;
    this.results = new ResultsFile<>(results, SwapRecord.class);
    this.origin = origin;
    this.news = news;
  }

  /**
   * @throws IllegalStateException if a forecast is missing, there twice, or names no promoted model
   */
  public void measure() throws Exception {
    MeasuredNetwork town = GridTown.measured(plan.sites(), SEED);
    FairwayJob job = new FairwayJob(town, plan.type(), plan.parallelism(), plan.checkpointEvery());
    try (Plant plant = Plant.start(work, plan.partitions())) {
      double unused =
          plant.feed(
              town,
              Topic.OBSERVATIONS,
              () -> new TownReadings(town, plan.perInterval(), plan.intervals()),
              plan.type());
      Written forecasts = Written.from(plant.bootstrapServers(), Topic.FORECASTS.topicName());
      Progress.Pace pace;
      int promotions;
      try (EmbeddedFlink running = job.start(plant, "fairway");
          Progress progress =
              new Progress(
                  plant.bootstrapServers(), Topic.OBSERVATIONS.topicName(), job.group("fairway"))) {
        CompletableFuture<Void> read = new CompletableFuture<>();
        CompletableFuture<Integer> promoted =
            CompletableFuture.supplyAsync(() -> promote(plant, job, read));
        pace = progress.toTheEnd().between(0, Progress.BEFORE_THE_END);
        read.complete(null);
        promotions = promoted.get();
        FairwayJob.requireRunning(running);
      }
      Map<String, Integer> models = models(forecasts);
      SwapRecord record =
          new SwapRecord(
              origin,
              plan.sites(),
              plan.readings(),
              pace.share() * plan.readings() / pace.seconds(),
              every.toMillis() / 1e3,
              promotions,
              models.size(),
              plan.forecasts());
      results.append(record);
      news.accept(record.inWords());
    }
  }

  private int promote(Plant plant, FairwayJob job, CompletableFuture<Void> read) {
    int count = 0;
    try {
      while (!read.isDone()) {
        job.forecaster()
            .promote(plant.bootstrapServers(), job.network().network().id(), "model-" + ++count);
        Thread.sleep(every.toMillis());
      }
    } catch (Exception e) {
      throw new IllegalStateException("Model " + count + " was not promoted", e);
    }
    return count;
  }

  /** Forecasts of each model; throws unless each is there once. */
  private Map<String, Integer> models(Written forecasts) {
    Map<String, Integer> models = new HashMap<>();
    Set<String> seen = new HashSet<>();
    forecasts.requireSum(
        "forecasts",
        plan.forecasts(),
        found -> {
          Forecast forecast = JobRecord.open(found, CODEC);
          if (!seen.add(forecast.getSite() + "@" + Times.toInstant(forecast.getIssueTime()))) {
            throw new IllegalStateException("Twice: " + forecast);
          }
          if (forecast.getFallback() || forecast.getModel().isEmpty()) {
            throw new IllegalStateException("Not by the promoted model: " + forecast);
          }
          models.merge(forecast.getModel(), 1, Integer::sum);
          return 1;
        });
    return models;
  }
}
