package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.own.Baseline;
import dev.fairway.benchmarks.own.BaselineContender;
import dev.fairway.benchmarks.own.TrainedContender;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.benchmarks.peer.PeerContender;
import dev.fairway.benchmarks.peer.Python;
import dev.fairway.forecast.ClassicConfig;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine;

/** Everyone who can take part in a comparison. */
final class Contenders {

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
    for (Baseline baseline : Baseline.values()) {
      all.add(new BaselineContender(baseline));
    }
    all.add(
        new TrainedContender(
            "classic", Training.of(ClassicConfig.published(), threads, clock, command)));
    all.add(
        new TrainedContender(
            "modern", Training.of(ModernConfig.standard(), threads, clock, command)));
    further.forEach(
        (name, config) ->
            all.add(new TrainedContender(name, Training.of(config, threads, clock, command))));
    python.ifPresent(
        found -> {
          // The twin of our classic form takes our learning rate, the others have their own.
          all.add(peer("stgcn", found, threads, OptionalDouble.of(Training.LEARNING_RATE)));
          all.add(peer("stid", found, threads, OptionalDouble.empty()));
          all.add(peer("graph-wavenet", found, threads, OptionalDouble.empty()));
        });
    return all;
  }

  /**
   * Those that an option names.
   *
   * @param names null for all
   */
  static List<Contender> chosen(
      List<Contender> all, List<String> names, String option, CommandLine command) {
    if (names == null) {
      return all;
    }
    List<String> known = all.stream().map(Contender::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new CommandLine.ParameterException(
            command, option + ": there is no " + name + ", but " + known);
      }
    }
    return all.stream().filter(contender -> names.contains(contender.name())).toList();
  }

  private static Contender peer(
      String model, Python python, int threads, OptionalDouble learningRate) {
    return new PeerContender(model, python, threads, Training.WEIGHT_DECAY, learningRate);
  }

  private Contenders() {}
}
