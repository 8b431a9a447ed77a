package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.own.BaselineContender;
import dev.fairway.benchmarks.own.TrainedContender;
import dev.fairway.benchmarks.peer.PeerContender;
import dev.fairway.benchmarks.peer.Python;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.StgcnConfig;
import dev.fairway.forecast.baseline.BaselineForecaster;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.MeasuredNetwork;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everyone who can take part in a comparison. */
final class Contenders {

  /**
   * Baselines, our models, peers.
   *
   * @param configurations of further models of ours, by name
   * @param python empty for no peers
   * @param threads of one operation
   */
  static List<Contender> all(
      Map<String, StgcnConfig> configurations,
      Optional<Python> python,
      int threads,
      Clock clock,
      String command) {
    List<Contender> all = new ArrayList<>();
    all.add(new BaselineContender("last-value", Contenders::lastValue));
    all.add(new BaselineContender("seasonal", Contenders::seasonal));
    configurations.forEach(
        (name, config) -> all.add(new TrainedContender(name, config, threads, clock, command)));
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

  private static Forecaster lastValue(Task task) {
    return baseline(task, new SeasonalProfile(task.series().measured()));
  }

  private static Forecaster seasonal(Task task) {
    return baseline(task, HoleFiller.profile(task.training()));
  }

  private static Forecaster baseline(Task task, SeasonalProfile profile) {
    MeasuredNetwork measured = task.series().measured();
    return new BaselineForecaster(
        measured,
        profile,
        new QuantileTracker(
            measured.forecastChannels().length, Task.HORIZON, measured.network().size()));
  }

  private Contenders() {}
}
