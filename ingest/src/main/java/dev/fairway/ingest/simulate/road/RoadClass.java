package dev.fairway.ingest.simulate.road;

/** What kind of road it is, and how traffic flows on one carriageway of it. */
public enum RoadClass {
  MOTORWAY(110, 2, 4000),
  /** Narrow lanes and no hard shoulder. */
  MOTORWAY_BRIDGE(90, 2, 3500),
  RAMP(60, 1, 1500),
  RING(70, 2, 1800),
  STREET(60, 1, 1400),
  ARTERIAL(50, 1, 1000);

  /** Standing vehicles per metre of lane. */
  private static final double JAM_DENSITY = 0.135;

  private final int lanes;
  private final FundamentalDiagram diagram;

  /** Capacities of streets already hold the share of time that signals show green. */
  RoadClass(double freeFlowKmh, int lanes, double vehiclesPerHour) {
    this.lanes = lanes;
    this.diagram =
        new FundamentalDiagram(freeFlowKmh / 3.6, vehiclesPerHour / 3600, lanes * JAM_DENSITY);
  }

  public int lanes() {
    return lanes;
  }

  public FundamentalDiagram diagram() {
    return diagram;
  }
}
