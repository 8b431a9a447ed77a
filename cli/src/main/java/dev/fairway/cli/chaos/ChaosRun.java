package dev.fairway.cli.chaos;

import dev.fairway.cli.audit.Delivery;
import dev.fairway.cli.audit.DeliveryOracle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;

/**
 * Faults at random moments, one after the other, while the simulator feeds; then everything is
 * drained and the oracle asked.
 *
 * <pre>
 *   start ─► ( wait ─► strike ─► recovered? ) ... ─► judge ─► next kind ... ─► source ends ─► judge all
 * </pre>
 *
 * There is a plant of its own for what strikes the whole, which has no parts to strike, and for
 * what strikes a Flink cluster.
 */
public final class ChaosRun {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final Duration DRAIN = Duration.ofMinutes(4);
  private static final int LONGEST_PEACE_MILLIS = 6000;

  /** One strike of so many does not wait until the last one is recovered from. */
  private static final int IMPATIENCE = 4;

  private static final int LONGEST_IMPATIENT_WAIT_MILLIS = 20_000;

  private final Path directory;
  private final long seed;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final List<FaultRow> rows = new ArrayList<>();
  private Counts known = new Counts(0, 0, 0);

  private record Counts(long lost, long doubled, long wrong) {

    static Counts of(Collection<Delivery> deliveries) {
      return new Counts(
          deliveries.stream().mapToLong(Delivery::lost).sum(),
          deliveries.stream().mapToLong(Delivery::doubled).sum(),
          deliveries.stream().mapToLong(Delivery::wrong).sum());
    }
  }

  /**
   * @param seed of the simulator
   * @param random when, and for how long
   * @param progress is told, in words, what happens
   */
  public ChaosRun(
      Path directory,
      long seed,
      RandomGenerator random,
      InstantSource clock,
      Consumer<String> progress) {
    this.directory = directory;
    this.seed = seed;
    this.random = random;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * @param kinds what strikes
   * @param kills how often the whole is killed
   * @param times how often each other fault strikes
   */
  public ChaosTable run(Set<FaultKind> kinds, int kills, int times)
      throws IOException, InterruptedException {
    for (PlantKind where : PlantKind.values()) {
      List<FaultKind> there =
          kinds.stream().filter(kind -> kind.plant() == where).sorted().toList();
      if (!there.isEmpty()) {
        try (Plant plant = Plant.of(where, directory.resolve(where.toString()), seed, progress)) {
          run(
              plant,
              there,
              where == PlantKind.TOGETHER ? kills : times,
              "drained, " + where.inWords());
        }
      }
    }
    return new ChaosTable(rows);
  }

  private void run(Plant plant, List<FaultKind> kinds, int times, String end)
      throws IOException, InterruptedException {
    known = new Counts(0, 0, 0);
    try (Watch watch = new Watch(plant.kafka(), Plant.PARTITIONS)) {
      plant.start();
      progress.accept("started, waiting for the first forecasts and scores");
      Optional<Duration> up = await(plant, watch, Map.of(), Map.of());
      if (up.isEmpty()) {
        throw new IOException(
            "No forecasts and scores of both networks within %s; see the logs in %s"
                .formatted(RECOVERY, directory));
      }
      for (FaultKind kind : kinds) {
        rows.add(strike(plant, watch, kind, times));
      }
      plant.endFeed();
      rows.add(drained(plant, watch, end));
    }
  }

  private FaultRow strike(Plant plant, Watch watch, FaultKind kind, int times)
      throws IOException, InterruptedException {
    List<Duration> recoveries = new ArrayList<>();
    int missed = 0;
    for (int i = 1; i <= times; i++) {
      pause(plant, watch, random.nextInt(LONGEST_PEACE_MILLIS));
      Map<String, Long> issued = watch.issued();
      Map<String, Long> scored = kind.showsInScores() ? watch.scored() : Map.of();
      String which = "%s, %d of %d".formatted(kind.inWords(), i, times);
      progress.accept(which);
      Instant struck = clock.instant();
      kind.fault().strike(plant, random);
      if (i < times && random.nextInt(IMPATIENCE) == 0) {
        pause(plant, watch, random.nextInt(LONGEST_IMPATIENT_WAIT_MILLIS));
        progress.accept("  not waited for");
        continue;
      }
      Optional<Duration> recovered =
          await(plant, watch, kind.showsInScores() ? Map.of() : issued, scored)
              .map(unused -> Duration.between(struck, clock.instant()));
      if (recovered.isPresent()) {
        recoveries.add(recovered.get());
        progress.accept("  recovered in %.1f s".formatted(recovered.get().toMillis() / 1000.0));
      } else {
        missed++;
        progress.accept("  no new result within " + RECOVERY);
      }
    }
    return row(
        kind.inWords(),
        times,
        recoveries,
        missed,
        Counts.of(DeliveryOracle.judge(plant.kafka(), false).values()));
  }

  private FaultRow row(
      String name, int times, List<Duration> recoveries, int missed, Counts counts) {
    FaultRow row =
        new FaultRow(
            name,
            times,
            recoveries,
            missed,
            Math.max(0, counts.lost - known.lost),
            Math.max(0, counts.doubled - known.doubled),
            Math.max(0, counts.wrong - known.wrong));
    known = counts;
    return row;
  }

  /**
   * Waits until all is out that must be, as long as something comes, stops the parts in good order,
   * and judges for good. One network's feed may have hours to catch up with the other's.
   */
  private FaultRow drained(Plant plant, Watch watch, String name)
      throws IOException, InterruptedException {
    Instant began = clock.instant();
    Instant came = began;
    Map<String, Long> issued = watch.issued();
    boolean exact = false;
    while (!exact && Duration.between(came, clock.instant()).compareTo(DRAIN) < 0) {
      TimeUnit.SECONDS.sleep(2);
      plant.revive();
      watch.look(LOOK);
      if (!watch.issued().equals(issued)) {
        issued = watch.issued();
        came = clock.instant();
      }
      exact = plant.isFeedDone() && isExact(plant);
    }
    Duration took = Duration.between(began, clock.instant());
    plant.stopParts();
    Map<String, Delivery> deliveries = DeliveryOracle.judge(plant.kafka(), true);
    deliveries.forEach((id, delivery) -> progress.accept(id + "\n" + delivery.describe()));
    return row(
        name, 0, exact ? List.of(took) : List.of(), exact ? 0 : 1, Counts.of(deliveries.values()));
  }

  private static boolean isExact(Plant plant) {
    try {
      return DeliveryOracle.judge(plant.kafka(), true).values().stream()
          .allMatch(Delivery::isExact);
    } catch (KafkaException e) {
      return false;
    }
  }

  private void pause(Plant plant, Watch watch, int millis) throws IOException {
    Instant end = clock.instant().plusMillis(millis);
    while (clock.instant().isBefore(end)) {
      watch.look(LOOK);
      plant.revive();
    }
  }

  /**
   * Waits for results of both networks that are newer than those given.
   *
   * @return how long that took; empty if they do not come
   */
  private Optional<Duration> await(
      Plant plant, Watch watch, Map<String, Long> issued, Map<String, Long> scored)
      throws IOException {
    Instant began = clock.instant();
    while (!(isBeyond(watch.issued(), issued) && isBeyond(watch.scored(), scored))) {
      if (Duration.between(began, clock.instant()).compareTo(RECOVERY) > 0) {
        return Optional.empty();
      }
      watch.look(LOOK);
      plant.revive();
    }
    return Optional.of(Duration.between(began, clock.instant()));
  }

  private static boolean isBeyond(Map<String, Long> now, Map<String, Long> then) {
    return now.size() == Plant.NETWORKS
        && then.entrySet().stream().allMatch(e -> now.get(e.getKey()) > e.getValue());
  }
}
