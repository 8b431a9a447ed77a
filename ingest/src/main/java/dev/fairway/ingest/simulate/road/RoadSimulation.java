package dev.fairway.ingest.simulate.road;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Runs a scenario's roads, interval by interval, for as long as it is asked to. It starts two hours
 * early, so that the roads are not empty at the scenario's start.
 */
public final class RoadSimulation {

  private static final double STEP_SECONDS = 10;
  private static final Duration WARM_UP = Duration.ofHours(2);

  /** Demand, weather and incidents are looked at anew so often. */
  private static final Duration UPDATE = Duration.ofMinutes(1);

  /** Length of a vehicle and of the detector's loop. */
  private static final double EFFECTIVE_LENGTH = 6.5;

  /** Demand wavers about its profile: an Ornstein-Uhlenbeck process of its logarithm. */
  private static final double WAVER = 0.07;

  private static final double WAVER_MINUTES = 20;

  private final RoadScenario scenario;
  private final RoadCells cells;
  private final CellTransmissionModel model;
  private final Map<RoadMap.Junction, Integer> origins = new LinkedHashMap<>();
  private final int[] detectors;
  private final double[] waver;
  private final RandomDataGenerator wavering;
  private final Set<Integer> hampered = new HashSet<>();
  private LocalDate day = LocalDate.MIN;
  private DayConditions conditions = new DayConditions(false, 1, 0, 1);
  private List<Incident> incidents = List.of();
  private Instant clock;

  public RoadSimulation(RoadScenario scenario) {
    this.scenario = scenario;
    this.cells = new RoadCells(scenario.map(), STEP_SECONDS);
    this.model = cells.model();
    Map<String, Integer> stores = cells.origins();
    for (RoadMap.Junction junction : scenario.map().junctions()) {
      if (stores.containsKey(junction.id())) {
        origins.put(junction, stores.get(junction.id()));
      }
    }
    this.detectors = scenario.map().detectors().stream().mapToInt(cells::detectorCell).toArray();
    this.waver = new double[origins.size()];
    this.wavering = scenario.streams().stream("waver", scenario.start().getEpochSecond());
    this.clock = scenario.start().minus(WARM_UP);
    while (clock.isBefore(scenario.start())) {
      runInterval();
    }
  }

  /** The next interval; the first one starts at the scenario's start. */
  public RoadInterval next() {
    return runInterval();
  }

  /** End of the last interval that was run. */
  public Instant clock() {
    return clock;
  }

  /** For looking at any cell's state now. */
  public RoadCells cells() {
    return cells;
  }

  private RoadInterval runInterval() {
    Instant start = clock;
    List<String> sites = scenario.map().detectors();
    double[] flow = new double[sites.size()];
    double[] density = new double[sites.size()];
    long updates = RoadNetworkFactory.INTERVAL.dividedBy(UPDATE);
    int steps = (int) Math.round(UPDATE.toSeconds() / STEP_SECONDS);
    for (int u = 0; u < updates; u++) {
      update();
      for (int s = 0; s < steps; s++) {
        for (int i = 0; i < density.length; i++) {
          density[i] += model.density(detectors[i]);
        }
        model.step();
        for (int i = 0; i < flow.length; i++) {
          flow[i] += model.flow(detectors[i]);
        }
      }
      clock = clock.plus(UPDATE);
    }
    List<RoadInterval.SiteTruth> truths = new ArrayList<>(sites.size());
    for (int i = 0; i < flow.length; i++) {
      truths.add(truth(sites.get(i), flow[i] / (updates * steps), density[i] / (updates * steps)));
    }
    return new RoadInterval(start, truths);
  }

  /**
   * @param flow veh/s
   */
  private RoadInterval.SiteTruth truth(String site, double flow, double density) {
    RoadClass roadClass = scenario.map().road(site).roadClass();
    return new RoadInterval.SiteTruth(
        site,
        flow * 3600,
        density > 0 ? flow / density : Double.NaN,
        density,
        Math.min(1, density / roadClass.lanes() * EFFECTIVE_LENGTH),
        Regime.of(roadClass.diagram(), density, flow));
  }

  private void update() {
    ZonedDateTime local = clock.atZone(RoadNetworkFactory.ZONE);
    if (!local.toLocalDate().equals(day)) {
      day = local.toLocalDate();
      conditions = scenario.conditions(day);
      incidents = scenario.incidents(cells, clock, clock.plus(Duration.ofDays(1)));
      model.setPace(conditions.weather());
    }
    double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
    double keep = Math.exp(-1 / WAVER_MINUTES);
    double fresh = WAVER * Math.sqrt(1 - keep * keep);
    int i = 0;
    for (Map.Entry<RoadMap.Junction, Integer> origin : origins.entrySet()) {
      waver[i] = keep * waver[i] + fresh * wavering.nextNormal(0, 1);
      RoadMap.Junction junction = origin.getKey();
      double share = DemandProfile.share(junction.pattern(), hour, conditions);
      double perHour = junction.vehiclesPerHour() * scenario.demand() * share * Math.exp(waver[i]);
      model.setDemand(origin.getValue(), perHour / 3600);
      i++;
    }
    hamper();
  }

  private void hamper() {
    hampered.forEach(cell -> model.setCapacityLeft(cell, 1));
    hampered.clear();
    for (Incident incident : incidents) {
      if (incident.overlaps(clock, clock.plus(UPDATE))) {
        int cell = cells.cell(incident.road(), incident.cell());
        double left = hampered.contains(cell) ? 0 : incident.capacityLeft();
        model.setCapacityLeft(cell, left);
        hampered.add(cell);
      }
    }
  }
}
