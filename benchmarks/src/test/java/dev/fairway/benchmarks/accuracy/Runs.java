package dev.fairway.benchmarks.accuracy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Made-up runs. */
final class Runs {

  static final TrainingBudget BUDGET = new TrainingBudget(3, 100, 32, 2);

  /** A learner whose MAE at every horizon is {@code mae}, its RMSE twice that. */
  static RunRecord of(String model, boolean peer, long seed, double mae) {
    return of(model, peer, seed, mae, BUDGET);
  }

  static RunRecord baseline(String model, double mae) {
    return of(model, false, 0, mae, TrainingBudget.NONE);
  }

  private static RunRecord of(
      String model, boolean peer, long seed, double mae, TrainingBudget budget) {
    List<HorizonScore> scores =
        IntStream.range(0, Task.HORIZON)
            .mapToObj(step -> new HorizonScore(10, mae, 2 * mae, 0.1))
            .toList();
    return new RunRecord(
        "small",
        "SHARES",
        model,
        peer,
        "{}",
        budget,
        seed,
        "0123456789abcdef",
        "1",
        "benchmarks/run accuracy",
        Instant.EPOCH,
        2,
        90,
        1000,
        3,
        Map.of("speed", "m/s"),
        5,
        Map.of("speed", scores));
  }

  private Runs() {}
}
