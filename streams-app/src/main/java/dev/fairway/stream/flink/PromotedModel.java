package dev.fairway.stream.flink;

/** A forecaster that is to be used from now on. */
public final class PromotedModel {

  public String network = "";

  /** SHA-256 of the bundle. */
  public String model = "";

  /** Directory of the bundle. */
  public String bundle = "";

  /** Whether it takes a representation, or may, as nobody says. */
  public boolean takesRepresentation;
}
