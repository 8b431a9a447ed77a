package dev.fairway.ingest.simulate.road;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.simulate.RandomStreams;
import dev.fairway.series.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/**
 * What the detectors say of the truth: counts with noise, and now and then a report that is lost,
 * repeated, late or nonsense. A pure function of the truth, the interval and the seed.
 */
final class DetectorReports {

  private static final double LOST = 0.004;
  private static final double REPEATED = 0.002;
  private static final double LATE = 0.003;
  private static final double VERY_LATE = 0.1;
  private static final double NONSENSE = 0.0004;
  private static final double NONSENSE_SPEED = 999;

  private static final double SPEED_SPREAD_PER_VEHICLE = 0.12;
  private static final double SPEED_SPREAD_PER_INTERVAL = 0.012;
  private static final double OCCUPANCY_SPREAD = 0.03;

  /**
   * Counts vary less than a Poisson number's where vehicles keep their distance from each other.
   */
  private static final double COUNT_DISPERSION = 0.5;

  /** From this mean on a count is as good as normal. */
  private static final double MANY = 30;

  private static final double HOURS = RoadNetworkFactory.INTERVAL.toSeconds() / 3600.0;

  private final String network;
  private final RandomStreams streams;

  DetectorReports(String network, RandomStreams streams) {
    this.network = network;
    this.streams = streams;
  }

  /**
   * A report on its way.
   *
   * @param delay intervals by which it comes later than it should
   */
  record Report(Observation observation, int delay) {}

  /**
   * @param outages all that there are in the interval
   * @return in the order of the sites
   */
  List<Report> of(RoadInterval truth, List<SensorOutage> outages) {
    long index = truth.start().getEpochSecond() / RoadNetworkFactory.INTERVAL.toSeconds();
    RandomDataGenerator random = streams.stream("reports", index);
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < truth.sites().size(); i++) {
      RoadInterval.SiteTruth site = truth.sites().get(i);
      Observation observation =
          measure(site, truth.start(), index * truth.sites().size() + i + 1, random);
      double fate = random.nextDouble();
      boolean silent =
          outages.stream().anyMatch(o -> o.silences(site.site(), truth.start())) || fate < LOST;
      if (!silent) {
        reports.addAll(send(observation, fate - LOST, random));
      }
    }
    return reports;
  }

  private static List<Report> send(
      Observation observation, double fate, RandomDataGenerator random) {
    if (fate < REPEATED) {
      return List.of(new Report(observation, 0), new Report(observation, random.nextInt(2)));
    }
    if (fate < REPEATED + LATE) {
      boolean veryLate = random.nextDouble() < VERY_LATE;
      return List.of(new Report(observation, veryLate ? 6 : 1));
    }
    if (fate < REPEATED + LATE + NONSENSE) {
      Observation.Builder wrong = observation.toBuilder();
      if (random.nextBoolean()) {
        wrong.putValues(Channel.SPEED, NONSENSE_SPEED);
      } else {
        wrong.putValues(Channel.FLOW, -1 - observation.getValuesOrThrow(Channel.FLOW));
      }
      return List.of(new Report(wrong.build(), 0));
    }
    return List.of(new Report(observation, 0));
  }

  private Observation measure(
      RoadInterval.SiteTruth site, Instant start, long line, RandomDataGenerator random) {
    int count = count(site.flow() * HOURS, random);
    double speedNoise = random.nextNormal(0, 1);
    double occupancy = site.occupancy() * (1 + random.nextNormal(0, OCCUPANCY_SPREAD));
    Observation.Builder observation =
        Observation.newBuilder()
            .setNetwork(network)
            .setSite(site.site())
            .setTime(Times.toTimestamp(start))
            .putValues(Channel.FLOW, count / HOURS)
            .putValues(Channel.OCCUPANCY, Math.max(0, Math.min(1, occupancy)))
            .setSource("simulator")
            .setLine(line);
    if (count > 0 && !Double.isNaN(site.speed())) {
      double spread =
          Math.hypot(SPEED_SPREAD_PER_VEHICLE / Math.sqrt(count), SPEED_SPREAD_PER_INTERVAL);
      double speed = Math.max(0, site.speed() * (1 + spread * speedNoise));
      observation.putValues(Channel.SPEED, speed);
    }
    return observation.build();
  }

  private static int count(double mean, RandomDataGenerator random) {
    if (mean <= 0) {
      return 0;
    }
    if (mean < MANY) {
      return random.nextPoisson(mean);
    }
    return (int)
        Math.max(0, Math.round(random.nextNormal(mean, Math.sqrt(COUNT_DISPERSION * mean))));
  }
}
