package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Schedules of reading, passing of time, checkpoints and crashes: whatever the schedule, what is
 * committed is what a schedule without crashes commits. Two hundred of them, or with {@code
 * -Dfairway.simulation.logs=50} a thousand, in about a minute.
 */
class SimulatedPipelineTest {

  private static final int LOGS = Integer.getInteger("fairway.simulation.logs", 10);
  private static final int SCHEDULES_OF_A_LOG = 20;
  private static final double CRASHES = 0.006;

  @Test
  void noScheduleLosesDoublesOrChangesAnything() throws Exception {
    for (long seed = 0; seed < LOGS; seed++) {
      SimulatedLog log = new SimulatedLog(new Random(seed));
      List<String> expected = committed(log, seed, 0);
      assertThat(expected).as("log %d", seed).anyMatch(line -> line.startsWith("forecast"));
      for (long schedule = 1; schedule < SCHEDULES_OF_A_LOG; schedule++) {
        long schedulesSeed = seed * SCHEDULES_OF_A_LOG + schedule;
        List<String> found = committed(log, schedulesSeed, CRASHES);
        assertThat(List.of(without(expected, found), without(found, expected)))
            .as("lost, and doubled or changed, in log %d by schedule %d", seed, schedulesSeed)
            .allMatch(List::isEmpty);
      }
    }
  }

  /** What is in the one and not, or not so often, in the other. */
  private static List<String> without(List<String> one, List<String> other) {
    List<String> left = new ArrayList<>(one);
    other.forEach(left::remove);
    return left;
  }

  private static List<String> committed(SimulatedLog log, long seed, double crashes)
      throws Exception {
    return new SimulatedPipeline(log, new Random(seed)).run(crashes);
  }
}
