package dev.fairway.ingest.simulate.road;

/** The state of traffic at a site, by the true mean density of an interval. */
public enum Regime {
  /** Below the critical density: everyone drives as fast as the road allows. */
  FREE,
  /** Above the critical density but moving. */
  SYNCHRONISED,
  /** Slower than 30 % of the free-flow speed. */
  JAM;

  private static final double JAM_SPEED = 0.3;

  /** Densities this far above the critical one still count as free: the interval's mean wavers. */
  private static final double TOLERANCE = 1.05;

  static Regime of(FundamentalDiagram diagram, double density, double flow) {
    if (density <= diagram.criticalDensity() * TOLERANCE) {
      return FREE;
    }
    return flow / density < JAM_SPEED * diagram.freeFlowSpeed() ? JAM : SYNCHRONISED;
  }
}
