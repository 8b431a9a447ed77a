package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.Topic;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Readings a second through the whole job, beside the same Flink passing the bytes through and
 * beside Kafka Streams counting them; all read the same topic, one after the other, in turns.
 *
 * <pre>
 *               ┌► fairway:             intervals, and forecasts by an STGCN
 *   observations┼► keyed-pass-through:  the same records, exchanged by site
 *               ┼► pass-through:        the same records
 *               └► kafka-streams-count: counts by site and interval
 * </pre>
 *
 * <p>In the first rounds no time is taken: they warm up, and in the first what came out is counted.
 */
public final class ThroughputRun {

  private static final long SEED = 1;

  /** Share of the topic: until then virtual machines warm up and buffers fill. */
  private static final double WARM_UP = 0.25;

  private final StreamPlan plan;
  private final int warmUps;
  private final int rounds;
  private final List<Contestant> contestants;
  private final Path work;
  private final ResultsFile<ThroughputRecord> results;
  private final Origin origin;
  private final Consumer<String> news;

  /** Who reads the topic. */
  public enum Contestant {
    FAIRWAY,
    KEYED_PASS_THROUGH,
    PASS_THROUGH,
    KAFKA_STREAMS_COUNT;

    private Side on(Plant plant, MeasuredNetwork town, StreamPlan plan) throws Exception {
      return switch (this) {
        case FAIRWAY -> new FairwaySide(plant, town, plan);
        case KEYED_PASS_THROUGH -> new PassThrough(plant, plan, true);
        case PASS_THROUGH -> new PassThrough(plant, plan, false);
        case KAFKA_STREAMS_COUNT -> new StreamsCount(plant, plan);
      };
    }
  }

  /**
   * @param warmUps rounds before those that are timed; in the first, what comes out is counted
   * @param rounds that are timed
   * @param contestants the first is compared with the others
   * @param work a folder for the broker
   * @param results a line is appended for each measurement
   */
  public ThroughputRun(
      StreamPlan plan,
      int warmUps,
      int rounds,
      List<Contestant> contestants,
      Path work,
      Path results,
      Origin origin,
      Consumer<String> news) {
    this.plan = plan;
    this.warmUps = warmUps;
    this.rounds = rounds;
    this.contestants = contestants;
    this.work = work;
    this.results = new ResultsFile<>(results, ThroughputRecord.class);
    this.origin = origin;
    this.news = news;
  }

  /**
   * @throws IllegalStateException if a side did not do its work: then there is nothing to time
   */
  public void measure() throws Exception {
    MeasuredNetwork town = GridTown.measured(plan.sites(), SEED);
    List<ThroughputRecord> records = new ArrayList<>();
    try (Plant plant = Plant.start(work, plan.partitions())) {
      fill(plant, town);
      new UntrainedForecaster("").promote(plant.bootstrapServers(), town.network().id(), "trial");
      List<Side> sides = new ArrayList<>();
      for (Contestant contestant : contestants) {
        sides.add(contestant.on(plant, town, plan));
      }
      for (int round = 1 - warmUps; round <= rounds; round++) {
        for (Side side : sides) {
          ThroughputRecord record = measure(plant, side, round);
          if (round < 1) {
            news.accept(
                "%s: complete; round %d is not counted, %s"
                    .formatted(side.label(), round, record.inWords()));
          } else {
            results.append(record);
            records.add(record);
            news.accept("round %d, %s: %s".formatted(round, side.label(), record.inWords()));
          }
        }
      }
    }
    news.accept("medians over the rounds:\n" + ThroughputTable.of(records));
  }

  private void fill(Plant plant, MeasuredNetwork town) {
    double seconds =
        plant.feed(
            town,
            Topic.OBSERVATIONS,
            () -> new TownReadings(town, plan.perInterval(), plan.intervals()),
            plan.type());
    news.accept(
        "%d readings of %d sites, %s, fed in %.1f s, %.0f/s"
            .formatted(
                plan.readings(),
                plan.sites(),
                plan.type().mediaType(),
                seconds,
                plan.readings() / seconds));
  }

  private ThroughputRecord measure(Plant plant, Side side, int round) throws Exception {
    Progress.Pace pace;
    Side.Running running = side.start(round);
    try (running;
        Progress progress =
            new Progress(
                plant.bootstrapServers(), Topic.OBSERVATIONS.topicName(), running.group())) {
      pace = progress.toTheEnd().between(WARM_UP, Progress.BEFORE_THE_END);
    }
    if (round == 1 - warmUps) {
      running.check();
    }
    double readings = pace.share() * plan.readings();
    return new ThroughputRecord(
        origin,
        side.label(),
        plan.sites(),
        plan.perInterval(),
        plan.intervals(),
        plan.type().mediaType(),
        plan.partitions(),
        plan.parallelism(),
        plan.checkpointEvery().toMillis() / 1e3,
        round,
        readings / pace.seconds(),
        pace.processorSeconds() / readings * 1e6);
  }
}
