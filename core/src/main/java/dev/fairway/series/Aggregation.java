package dev.fairway.series;

/** How the readings of one interval become one value. */
public enum Aggregation {
  /** Mean, weighted by the flow of the same reading where there is one: speeds. */
  MEAN,
  /** Plain mean: rates, such as veh/h, each of which speaks for the same length of time. */
  RATE
}
