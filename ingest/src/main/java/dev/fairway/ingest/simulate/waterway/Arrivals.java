package dev.fairway.ingest.simulate.waterway;

import dev.fairway.ingest.simulate.RandomStreams;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Draws the vessels that set out in each hour: a Poisson number of each class, more by day than by
 * night and more before high water, and ferries by the timetable.
 */
final class Arrivals {

  private static final int FIRST_MMSI = 219_000_000;
  private static final int FLEET = 900_000;
  private static final int PER_HOUR_AT_MOST = 500;

  private static final double DAY_SWING = 0.3;
  private static final double BUSIEST_HOUR = 13;
  private static final double TIDE_SWING = 0.3;

  /** Principal lunar semidiurnal tide. */
  private static final double TIDE_HOURS = 12.42;

  private static final double WEEKEND = 0.8;

  private static final int FERRY_FIRST_HOUR = 6;
  private static final int FERRY_LAST_HOUR = 22;
  private static final int FERRY_EVERY_MINUTES = 20;
  private static final int FERRY_OFFSET_FROM_LANDING = 10;

  private static final double LEAST_SPEED = 2.5;
  private static final double LEAST_STARBOARD = 40;
  private static final double MOST_STARBOARD = 160;

  private final WaterwayScenario scenario;
  private final RandomStreams streams;

  Arrivals(WaterwayScenario scenario) {
    this.scenario = scenario;
    this.streams = scenario.streams();
  }

  record Arrival(Instant time, Vessel vessel) {}

  /**
   * @param hour the start of it
   * @return in the order of time; the same for the same seed and hour
   */
  List<Arrival> in(Instant hour) {
    long index = Math.floorDiv(hour.getEpochSecond(), 3600L);
    RandomDataGenerator random = streams.stream("arrivals", index);
    List<Arrival> arrivals = new ArrayList<>();
    for (VesselClass vesselClass : VesselClass.values()) {
      double mean = vesselClass.arrivalsPerHour() * scenario.traffic() * busy(hour);
      int count = mean > 0 ? random.nextPoisson(mean) : 0;
      for (int i = 0; i < count; i++) {
        Instant time = hour.plusSeconds(random.nextInt(3600));
        int direction = random.nextBoolean() ? 1 : -1;
        arrivals.add(new Arrival(time, vessel(vesselClass, direction, false, random)));
      }
    }
    ferries(hour, arrivals, random);
    arrivals.sort(Comparator.comparing(Arrival::time));
    List<Arrival> named = new ArrayList<>();
    for (int i = 0; i < Math.min(arrivals.size(), PER_HOUR_AT_MOST); i++) {
      long number = Math.floorMod(index * PER_HOUR_AT_MOST + i, (long) FLEET);
      arrivals.get(i).vessel.mmsi = Long.toString(FIRST_MMSI + number);
      named.add(arrivals.get(i));
    }
    return named;
  }

  private double busy(Instant hour) {
    ZonedDateTime local = hour.atZone(Fairway.ZONE);
    double day = 2 * Math.PI * (local.getHour() + 0.5 - BUSIEST_HOUR) / 24;
    double tide = 2 * Math.PI * (hour.getEpochSecond() / 3600.0 + 0.5) / TIDE_HOURS;
    boolean weekend = local.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    return (1 + DAY_SWING * Math.cos(day))
        * (1 + TIDE_SWING * Math.cos(tide))
        * (weekend ? WEEKEND : 1);
  }

  private void ferries(Instant hour, List<Arrival> arrivals, RandomDataGenerator random) {
    int local = hour.atZone(Fairway.ZONE).getHour();
    if (local < FERRY_FIRST_HOUR || local > FERRY_LAST_HOUR) {
      return;
    }
    for (int minute = 0; minute < 60; minute += FERRY_EVERY_MINUTES) {
      Instant fromPort = hour.plusSeconds(minute * 60L);
      Instant fromLanding = fromPort.plusSeconds(FERRY_OFFSET_FROM_LANDING * 60L);
      arrivals.add(new Arrival(fromPort, vessel(VesselClass.FERRY, -1, true, random)));
      arrivals.add(new Arrival(fromLanding, vessel(VesselClass.FERRY, 1, true, random)));
    }
  }

  private Vessel vessel(
      VesselClass vesselClass, int direction, boolean ferry, RandomDataGenerator random) {
    Fairway fairway = scenario.fairway();
    double seaward = ferry ? fairway.startOf(fairway.landing()) + 1 : 0;
    double speed = random.nextNormal(vesselClass.meanSpeed(), vesselClass.speedSpread());
    return new Vessel(
        vesselClass,
        direction,
        Math.max(LEAST_SPEED, speed),
        direction > 0 ? seaward : fairway.length() - 1,
        direction > 0 ? fairway.length() : seaward,
        random.nextUniform(LEAST_STARBOARD, MOST_STARBOARD));
  }
}
