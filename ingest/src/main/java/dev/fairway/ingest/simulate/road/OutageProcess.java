package dev.fairway.ingest.simulate.road;

import dev.fairway.ingest.simulate.RandomStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Draws the outages of each day: single detectors that stop, and now and then a cabinet with
 * several detectors at once. Neighbours in the order of sites share a cabinet.
 */
public final class OutageProcess {

  private static final double SINGLE_PER_SITE_AND_DAY = 0.06;
  private static final double SINGLE_MEAN_MINUTES = 70;
  private static final double CABINETS_PER_DAY = 0.25;
  private static final double CABINET_MEAN_MINUTES = 45;
  private static final int CABINET_SIZE = 5;
  private static final double SHORTEST_MINUTES = 10;

  private final List<String> sites;
  private final ZoneId zone;
  private final RandomStreams streams;

  public OutageProcess(List<String> sites, ZoneId zone, RandomStreams streams) {
    this.sites = List.copyOf(sites);
    this.zone = zone;
    this.streams = streams;
  }

  /** The outages that start on a local day; the same for the same seed and day. */
  public List<SensorOutage> on(LocalDate day) {
    RandomDataGenerator random = streams.stream("outages", day.toEpochDay());
    List<SensorOutage> outages = new ArrayList<>();
    int singles = random.nextPoisson(SINGLE_PER_SITE_AND_DAY * sites.size());
    for (int i = 0; i < singles; i++) {
      Set<String> silent = Set.of(sites.get(random.nextInt(sites.size())));
      outages.add(outage(silent, day, SINGLE_MEAN_MINUTES, random));
    }
    int cabinets = random.nextPoisson(CABINETS_PER_DAY);
    for (int i = 0; i < cabinets; i++) {
      int first = random.nextInt(sites.size());
      Set<String> silent = new LinkedHashSet<>();
      for (int s = first; s < Math.min(sites.size(), first + CABINET_SIZE); s++) {
        silent.add(sites.get(s));
      }
      outages.add(outage(silent, day, CABINET_MEAN_MINUTES, random));
    }
    return outages;
  }

  private SensorOutage outage(
      Set<String> silent, LocalDate day, double meanMinutes, RandomDataGenerator random) {
    Instant start = day.atStartOfDay(zone).toInstant().plusSeconds(random.nextInt(86_400));
    double minutes = SHORTEST_MINUTES + random.nextExponential(meanMinutes);
    return new SensorOutage(
        silent, start, start.plus(Duration.ofSeconds(Math.round(minutes * 60))));
  }
}
