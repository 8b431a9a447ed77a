package dev.fairway.ingest.simulate.road;

import dev.fairway.ingest.simulate.RandomStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/** Draws the incidents of each day: a Poisson number, in daytime, on any cell of the main roads. */
public final class IncidentProcess {

  private static final double FIRST_HOUR = 6;
  private static final double LAST_HOUR = 20;
  private static final double MEDIAN_MINUTES = 35;
  private static final double SPREAD = 0.5;
  private static final double SHORTEST_MINUTES = 10;
  private static final double LONGEST_MINUTES = 150;
  private static final double LEAST_LEFT = 0.15;
  private static final double MOST_LEFT = 0.55;

  private final double perDay;
  private final ZoneId zone;
  private final RandomStreams streams;
  private final List<Place> places = new ArrayList<>();

  private record Place(String road, int cell) {}

  /**
   * @param perDay mean number of incidents that start on a day; 0 for none
   */
  public IncidentProcess(RoadCells cells, double perDay, ZoneId zone, RandomStreams streams) {
    this.perDay = perDay;
    this.zone = zone;
    this.streams = streams;
    for (RoadMap.Road road : cells.map().roads()) {
      if (road.roadClass() != RoadClass.RAMP) {
        for (int cell = 0; cell < cells.cells(road.id()); cell++) {
          places.add(new Place(road.id(), cell));
        }
      }
    }
  }

  /** The incidents that start on a local day; the same for the same seed and day. */
  public List<Incident> on(LocalDate day) {
    if (perDay <= 0) {
      return List.of();
    }
    RandomDataGenerator random = streams.stream("incidents", day.toEpochDay());
    int count = random.nextPoisson(perDay);
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Place place = places.get(random.nextInt(places.size()));
      double hour = random.nextUniform(FIRST_HOUR, LAST_HOUR);
      double minutes = MEDIAN_MINUTES * Math.exp(random.nextNormal(0, SPREAD));
      minutes = Math.min(LONGEST_MINUTES, Math.max(SHORTEST_MINUTES, minutes));
      Instant start = day.atStartOfDay(zone).toInstant().plusSeconds(Math.round(hour * 3600));
      incidents.add(
          new Incident(
              place.road,
              place.cell,
              start,
              start.plus(Duration.ofSeconds(Math.round(minutes * 60))),
              random.nextUniform(LEAST_LEFT, MOST_LEFT)));
    }
    return incidents;
  }
}
