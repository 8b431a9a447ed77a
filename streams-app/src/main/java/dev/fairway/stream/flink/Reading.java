package dev.fairway.stream.flink;

/** A detector's reading of a known site, with plausible values. */
public final class Reading {

  public String siteId = "";

  /** Its place in node order. */
  public int site;

  /** Start of the reporting period, Unix ms. */
  public long time;

  /** By channel in the network's order; NaN: not measured. */
  public double[] values = {};

  public Origin origin = new Origin();
}
