package dev.fairway.network;

/**
 * One can travel from a site to another without passing a third. A directed edge of the graph.
 *
 * @param from id of the site it leaves
 * @param to id of the site it reaches
 * @param metres travel distance, above 0
 */
public record Link(String from, String to, double metres) {

  public Link {
    if (from.equals(to)) {
      throw new IllegalArgumentException("Link from site " + from + " to itself");
    }
    if (!(metres > 0) || Double.isInfinite(metres)) {
      throw new IllegalArgumentException(
          "Link " + from + " -> " + to + ": distance " + metres + " m is not above 0");
    }
  }
}
