package dev.fairway.ingest.simulate.road;

import com.google.errorprone.annotations.Immutable;

/**
 * Triangular relation of flow and density on a stretch of road, all lanes together.
 *
 * @param freeFlowSpeed m/s
 * @param capacity veh/s
 * @param jamDensity veh/m, standing traffic
 */
@Immutable
public record FundamentalDiagram(double freeFlowSpeed, double capacity, double jamDensity) {

  public FundamentalDiagram {
    if (!(freeFlowSpeed > 0 && capacity > 0 && capacity / freeFlowSpeed < jamDensity)) {
      throw new IllegalArgumentException(
          "Free-flow speed "
              + freeFlowSpeed
              + " m/s, capacity "
              + capacity
              + " veh/s and jam density "
              + jamDensity
              + " veh/m do not make a triangle");
    }
  }

  /** Density at capacity, veh/m. */
  public double criticalDensity() {
    return capacity / freeFlowSpeed;
  }

  /** Speed at which congestion travels upstream, m/s, above 0. */
  public double waveSpeed() {
    return capacity / (jamDensity - criticalDensity());
  }

  /** Equilibrium flow at a density, veh/s. */
  public double flow(double density) {
    return Math.min(freeFlowSpeed * density, waveSpeed() * (jamDensity - density));
  }
}
