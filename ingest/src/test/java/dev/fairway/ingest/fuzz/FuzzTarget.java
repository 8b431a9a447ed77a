package dev.fairway.ingest.fuzz;

import java.util.List;

/**
 * Something that reads input, with good input to begin from.
 *
 * @param refusals what it may throw: how it says that input is bad
 */
record FuzzTarget(
    String name, List<byte[]> seeds, List<Class<? extends Exception>> refusals, Parser parser) {

  /** Reads one input to its end. */
  interface Parser {
    void parse(byte[] input) throws Exception;
  }

  FuzzTarget {
    seeds = List.copyOf(seeds);
    refusals = List.copyOf(refusals);
  }

  boolean isRefusal(Throwable thrown) {
    return refusals.stream().anyMatch(refusal -> refusal.isInstance(thrown));
  }

  @Override
  public String toString() {
    return name;
  }
}
