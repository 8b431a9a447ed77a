package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.speed.Times;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.ingest.ais.NmeaSource;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * AIS messages a second: decoded on one thread, beside AisLib; and from the file of NMEA lines to
 * committed intervals, everything at the same time on this machine.
 *
 * <pre>
 *   NMEA lines ─► source ─► feed ─► positions ─► job ─► intervals, forecasts
 * </pre>
 *
 * <p>In the first round no time is taken: it warms up, and what came out is counted.
 */
public final class AisRun {

  private final Plan plan;
  private final Path work;
  private final ResultsFile<AisRecord> results;
  private final Origin origin;
  private final Consumer<String> news;

  /**
   * @param side cells in a row and a column
   * @param duration of the feed
   * @param type form of all records
   * @param rounds that are timed
   */
  public record Plan(
      int side,
      int vessels,
      Duration duration,
      ContentType type,
      int partitions,
      int parallelism,
      Duration checkpointEvery,
      int rounds) {}

  /**
   * @param work a folder for the lines and the broker
   * @param results a line is appended for each round
   */
  public AisRun(Plan plan, Path work, Path results, Origin origin, Consumer<String> news) {
    this.plan = plan;
    this.work = work;
    this.results = new ResultsFile<>(results, AisRecord.class);
    this.origin = origin;
    this.news = news;
  }

  /**
   * @throws IllegalStateException if a side reads something else, or a message is not accounted for
   */
  public void measure() throws Exception {
    OpenSea sea = new OpenSea(plan.side(), plan.vessels(), plan.duration());
    Files.createDirectories(work);
    Path file = Files.createTempFile(work, "open-sea", ".nmea");
    List<AisRecord> records = new ArrayList<>();
    try {
      OpenSea.Log log = sea.write(file);
      news.accept(
          "%d messages in %d lines, %d of them positions, of %d vessels in %d cells"
              .formatted(
                  log.messages(),
                  log.lines(),
                  log.positions(),
                  plan.vessels(),
                  plan.side() * plan.side()));
      for (int round = 0; round <= plan.rounds(); round++) {
        AisRecord record = round(sea.measured(), log, round);
        news.accept(
            "round %d%s: %s".formatted(round, round == 0 ? ", not counted" : "", record.inWords()));
        if (round > 0) {
          results.append(record);
          records.add(record);
        }
      }
    } finally {
      Files.delete(file);
    }
    news.accept("medians over the rounds: " + median(records).inWords());
  }

  private AisRecord round(MeasuredNetwork sea, OpenSea.Log log, int round) throws Exception {
    AisDecoding.Decoded theirs = AisDecoding.aisLib(log.file());
    AisDecoding.Decoded ours = AisDecoding.fairway(log.file());
    AisDecoding.requireEqual(ours, theirs, log);
    try (Plant plant = Plant.start(work, plan.partitions())) {
      new UntrainedForecaster("").promote(plant.bootstrapServers(), sea.network().id(), "trial");
      FairwayJob job = new FairwayJob(sea, plan.type(), plan.parallelism(), plan.checkpointEvery());
      Written intervals = Written.from(plant.bootstrapServers(), Topic.INTERVALS.topicName());
      double feeding;
      Progress.Pace pace;
      try (EmbeddedFlink running = job.start(plant, "fairway");
          Progress progress =
              new Progress(
                  plant.bootstrapServers(), Topic.POSITIONS.topicName(), job.group("fairway"))) {
        feeding =
            plant.feed(
                sea,
                Topic.POSITIONS,
                () -> NmeaSource.open(sea.network().id(), log.file(), Optional.empty()),
                plan.type());
        pace = progress.toTheEnd().between(0, Progress.BEFORE_THE_END);
        FairwayJob.requireRunning(running);
      }
      intervals.requireSum("positions in intervals", log.positions(), CountedReadings::of);
      return new AisRecord(
          origin,
          plan.vessels(),
          plan.side() * plan.side(),
          log.messages(),
          plan.type().mediaType(),
          plan.partitions(),
          plan.parallelism(),
          plan.checkpointEvery().toMillis() / 1e3,
          round,
          log.messages() / ours.seconds(),
          log.messages() / theirs.seconds(),
          log.messages() / feeding,
          pace.share() * log.messages() / pace.seconds(),
          pace.processorSeconds() / (pace.share() * log.messages()) * 1e6);
    }
  }

  private static AisRecord median(List<AisRecord> records) {
    AisRecord any = records.get(0);
    return new AisRecord(
        any.origin(),
        any.vessels(),
        any.cells(),
        any.messages(),
        any.contentType(),
        any.partitions(),
        any.parallelism(),
        any.checkpointSeconds(),
        0,
        Times.median(records.stream().mapToDouble(AisRecord::decodedPerSecond).toArray()),
        Times.median(records.stream().mapToDouble(AisRecord::aisLibPerSecond).toArray()),
        Times.median(records.stream().mapToDouble(AisRecord::fedPerSecond).toArray()),
        Times.median(records.stream().mapToDouble(AisRecord::wholePerSecond).toArray()),
        Times.median(
            records.stream().mapToDouble(AisRecord::processorSecondsPerMillion).toArray()));
  }
}
