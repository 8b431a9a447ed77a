package dev.fairway.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.series.SmallSeries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoringTest {

  /** Repeats the last value of a window of two channels at three sites. */
  private record LastValue() implements Forecaster {
    @Override
    public String id() {
      return "last value";
    }

    @Override
    public Optional<String> encoder() {
      return Optional.empty();
    }

    @Override
    public Prediction forecast(ForecastInput input) {
      float[] mean = new float[2 * Task.HORIZON * 3];
      for (int cell = 0; cell < mean.length; cell++) {
        int channel = cell / 3 / Task.HORIZON;
        mean[cell] = input.filled()[input.observed().cell(channel, Task.INPUT_STEPS - 1, cell % 3)];
      }
      return new Prediction(2, Task.HORIZON, 3, mean, new double[0], new float[0]);
    }

    @Override
    public void close() {}
  }

  @Test
  void theLastValueOfARampIsWrongByTheHorizon() {
    Task task = SmallTask.whole(300);

    Map<String, List<HorizonScore>> scores = Scoring.of(task, new LastValue());

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

    assertThat(Scoring.of(task, new LastValue()).get("flow").get(0).count()).isEqualTo(observed);
  }

  @Test
  void thePublishedProtocolScoresWindowsWithinADayOnly() {
    // 34 + 5 + 5 days, so that the test part is the last five of them.
    Task task = new Task("small", SmallSeries.counting(44 * 288), Protocol.PEMSD7);

    assertThat(task.testStarts()).hasSize(5 * (288 - Task.INPUT_STEPS - Task.HORIZON + 1));
    assertThat(task.testStarts()[0]).isEqualTo(39 * 288);
  }
}
