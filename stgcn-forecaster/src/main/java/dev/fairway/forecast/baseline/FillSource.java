package dev.fairway.forecast.baseline;

/** Where the value of a cell comes from, the best first. */
public enum FillSource {
  /** It was measured. */
  NONE("none"),
  /** What is usual for the site at that time of the week. */
  SEASONAL("seasonal"),
  /** The site's observation in the window that lies nearest before, or else after. */
  LAST_VALUE("last-value"),
  /** The mean of the other sites in the window. */
  NETWORK_MEAN("network-mean"),
  /** Nothing is known: 0, which means nothing. */
  UNKNOWN("unknown");

  private final String label;

  FillSource(String label) {
    this.label = label;
  }

  /** As forecasts name it. */
  public String label() {
    return label;
  }
}
