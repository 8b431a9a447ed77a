package dev.fairway.fuzz;

import java.util.List;

/**
 * Something that reads input, with good input to begin from.
 *
 * @param mutation how good input is made bad
 * @param refusals what it may throw: how it says that input is bad
 */
public record FuzzTarget(
    String name,
    List<byte[]> seeds,
    Mutation mutation,
    List<Class<? extends Exception>> refusals,
    Parser parser) {

  /** Reads one input to its end. */
  @FunctionalInterface
  public interface Parser {
    void parse(byte[] input) throws Exception;
  }

  public FuzzTarget {
    seeds = List.copyOf(seeds);
    refusals = List.copyOf(refusals);
  }

  /** Of bytes that are changed without knowing what they mean. */
  public FuzzTarget(
      String name, List<byte[]> seeds, List<Class<? extends Exception>> refusals, Parser parser) {
    this(name, seeds, Mutation.OF_BYTES, refusals, parser);
  }

  boolean isRefusal(Throwable thrown) {
    return refusals.stream().anyMatch(refusal -> refusal.isInstance(thrown));
  }

  @Override
  public String toString() {
    return name;
  }
}
