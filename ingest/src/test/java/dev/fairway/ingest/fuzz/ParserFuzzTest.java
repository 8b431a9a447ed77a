package dev.fairway.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input is read or refused; nothing else is thrown, and no memory runs out. More of it with
 * {@code -Dfairway.fuzz.inputs=1000000 -Dfairway.fuzz.seed=2}.
 */
class ParserFuzzTest {

  private static final long INPUTS = Long.getLong("fairway.fuzz.inputs", 200);
  private static final long SEED = Long.getLong("fairway.fuzz.seed", 1);

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> nothingButRefusalsIsThrown() throws Exception {
    return new FuzzTargets(folder)
        .all().stream().map(t -> DynamicTest.dynamicTest(t.name(), () -> fuzz(t))).toList();
  }

  @TestFactory
  List<DynamicTest> goodInputIsNotRefused() throws Exception {
    return new FuzzTargets(folder)
        .all().stream().map(t -> DynamicTest.dynamicTest(t.name(), () -> read(t))).toList();
  }

  private static void fuzz(FuzzTarget target) {
    FuzzRun.Outcome outcome = FuzzRun.of(target, SEED, INPUTS);
    System.out.printf(
        "%s: %,d inputs, %,d refused, the slowest took %,d us%n",
        target, outcome.inputs(), outcome.refused(), outcome.slowestNanos() / 1_000);
    assertThat(outcome.inputs()).isEqualTo(INPUTS);
  }

  private static void read(FuzzTarget target) throws Exception {
    for (byte[] seed : target.seeds()) {
      target.parser().parse(seed);
    }
  }
}
