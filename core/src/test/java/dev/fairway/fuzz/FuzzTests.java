package dev.fairway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/**
 * A test for each target: of all that it is given, it throws nothing but its refusals. More with
 * {@code -Dfairway.fuzz.inputs=1000000 -Dfairway.fuzz.seed=2}.
 */
public final class FuzzTests {

  private static final long SEED = Long.getLong("fairway.fuzz.seed", 1);

  /**
   * @param usual inputs for each where nobody asks for more
   */
  public static List<DynamicTest> of(List<FuzzTarget> targets, long usual) {
    long inputs = Long.getLong("fairway.fuzz.inputs", usual);
    return targets.stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzz(target, inputs)))
        .toList();
  }

  /** Seeds are read: else all that follows from them would be refused for nothing. */
  public static List<DynamicTest> ofSeeds(List<FuzzTarget> targets) {
    return targets.stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> read(target)))
        .toList();
  }

  private static void fuzz(FuzzTarget target, long inputs) {
    FuzzRun.Outcome outcome = FuzzRun.of(target, SEED, inputs);
    System.out.printf(
        "%s: %,d inputs, %,d refused, the slowest took %,d us%n",
        target, outcome.inputs(), outcome.refused(), outcome.slowestNanos() / 1_000);
    assertThat(outcome.inputs()).isEqualTo(inputs);
  }

  private static void read(FuzzTarget target) throws Exception {
    for (byte[] seed : target.seeds()) {
      target.parser().parse(seed);
    }
  }

  private FuzzTests() {}
}
