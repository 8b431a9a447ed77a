package dev.fairway.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.series.SmallSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final PointForecaster LAST_VALUE = new LastValue(new int[] {0, 1}, Task.HORIZON);

  @Test
  void theLastValueOfARampIsWrongByTheHorizon() {
    Task task = SmallTask.whole(300);

    Map<String, List<HorizonScore>> scores = Scoring.of(task, LAST_VALUE).horizons();

    assertThat(scores.keySet()).containsExactly("flow", "speed");
    for (List<HorizonScore> channel : scores.values()) {
      assertThat(channel).hasSize(Task.HORIZON);
      for (int step = 0; step < Task.HORIZON; step++) {
        assertThat(channel.get(step).mae()).isCloseTo(step + 1, within(1e-4));
        assertThat(channel.get(step).rmse()).isCloseTo(step + 1, within(1e-4));
        assertThat(channel.get(step).count()).isEqualTo(3L * task.testStarts().length);
      }
    }
  }

  @Test
  void whatWasNotObservedIsNotScored() {
    Task task = SmallTask.withHoles(300);
    long observed = 0;
    for (int start : task.testStarts()) {
      for (int site = 0; site < 3; site++) {
        observed += task.series().isObserved(start + Task.INPUT_STEPS, site, 0) ? 1 : 0;
      }
    }

    assertThat(Scoring.of(task, LAST_VALUE).horizons().get("flow").get(0).count())
        .isEqualTo(observed);
  }

  @Test
  void thePublishedProtocolScoresWindowsWithinADayOnly() {
    // 34 + 5 + 5 days, so that the test part is the last five of them.
    Task task = new Task("small", SmallSeries.counting(44 * 288), Protocol.PEMSD7);

    assertThat(task.testStarts()).hasSize(5 * (288 - Task.INPUT_STEPS - Task.HORIZON + 1));
    assertThat(task.testStarts()[0]).isEqualTo(39 * 288);
  }
}
