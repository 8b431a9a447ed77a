package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.own.BaselineContender;
import dev.fairway.benchmarks.own.TrainedContender;
import dev.fairway.benchmarks.peer.PeerContender;
import dev.fairway.benchmarks.peer.Python;
import dev.fairway.forecast.ClassicConfig;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.baseline.HistoricalAverage;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.forecast.baseline.RidgeRegression;
import dev.fairway.forecast.baseline.SeasonalNaive;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everyone who can take part in a comparison. */
final class Contenders {

  /** What the product averages; the classic form and the peers take the last weights. */
  private static final double WEIGHT_AVERAGE = 0.995;

  /**
   * Baselines, our models, peers.
   *
   * @param further models of ours, by name
   * @param python empty for no peers
   * @param threads of one operation
   */
  static List<Contender> all(
      Map<String, ForecasterConfig> further,
      Optional<Python> python,
      int threads,
      Clock clock,
      String command) {
    List<Contender> all = new ArrayList<>();
    all.add(new BaselineContender("last-value", Contenders::lastValue));
    all.add(
        new BaselineContender(
            "historical-average", task -> new HistoricalAverage(task.training(), Task.HORIZON)));
    all.add(
        new BaselineContender(
            "seasonal-naive",
            task -> new SeasonalNaive(task.series(), Task.HORIZON, lastValue(task))));
    all.add(
        new BaselineContender(
            "ridge", task -> new RidgeRegression(task.training(), Task.INPUT_STEPS, Task.HORIZON)));
    all.add(new TrainedContender("classic", ClassicConfig.published(), 0, threads, clock, command));
    all.add(
        new TrainedContender(
            "modern", ModernConfig.standard(), WEIGHT_AVERAGE, threads, clock, command));
    further.forEach(
        (name, config) ->
            all.add(
                new TrainedContender(
                    name,
                    config,
                    config instanceof ModernConfig ? WEIGHT_AVERAGE : 0,
                    threads,
                    clock,
                    command)));
    python.ifPresent(
        found -> {
          // The twin of our classic form takes our learning rate, the others have their own.
          all.add(peer("stgcn", found, threads, OptionalDouble.of(TrainedContender.LEARNING_RATE)));
          all.add(peer("stid", found, threads, OptionalDouble.empty()));
          all.add(peer("graph-wavenet", found, threads, OptionalDouble.empty()));
        });
    return all;
  }

  private static Contender peer(
      String model, Python python, int threads, OptionalDouble learningRate) {
    return new PeerContender(model, python, threads, TrainedContender.WEIGHT_DECAY, learningRate);
  }

  private static PointForecaster lastValue(Task task) {
    return new LastValue(task.series().measured().forecastChannels(), Task.HORIZON);
  }

  private Contenders() {}
}
