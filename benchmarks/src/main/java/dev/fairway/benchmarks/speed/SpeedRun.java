package dev.fairway.benchmarks.speed;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.benchmarks.peer.PeerBench;
import dev.fairway.benchmarks.peer.PeerWindows;
import dev.fairway.benchmarks.peer.Python;
import dev.fairway.forecast.ClassicConfig;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.TrialNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Our classic form beside the PyTorch STGCN: the same sizes, first weights, windows, batch and
 * number of threads, turn by turn in one run, each with all it does to a batch: cutting the
 * windows, scaling, the step.
 *
 * <pre>
 * same weights ─► same output and gradient? ─► rounds: ours, peer, ours, peer... ─► ratios
 *                                          └─► many steps: does memory stay?
 * </pre>
 */
public final class SpeedRun {

  /** One round of each side; one more, the first, is not counted. */
  private static final int STEPS_PER_ROUND = 5;

  private static final int FORECASTS_PER_ROUND = 40;

  /** Windows that single forecasts go round. */
  private static final int FORECAST_WINDOWS = 64;

  private static final int MEMORY_REPORTS = 10;

  private final Task task;
  private final int batch;
  private final int threads;
  private final Path work;
  private final Consumer<String> news;
  private final int[] starts;
  private int next;

  public SpeedRun(Task task, int batch, int threads, Path work, Consumer<String> news) {
    this.task = task;
    this.batch = batch;
    this.threads = threads;
    this.work = work;
    this.news = news;
    this.starts = fromTheMiddle(task.trainStarts());
  }

  /**
   * The middle first: where a data set begins, sensors are often still silent, and a hole at a time
   * of day that was never seen is filled a little differently on the two sides.
   */
  private static int[] fromTheMiddle(int[] starts) {
    int middle = starts.length / 2;
    int[] turned = Arrays.copyOfRange(starts, middle, starts.length + middle);
    System.arraycopy(starts, 0, turned, starts.length - middle, middle);
    return turned;
  }

  /**
   * @param python empty for our own times only
   * @param rounds that are timed
   * @param memorySteps training steps over which memory is watched; 0 for none
   * @return whether both sides computed the same
   */
  public boolean run(Optional<Python> python, int rounds, int memorySteps) throws IOException {
    TensorEngine.setThreads(threads);
    try (TrialNetwork ours =
        new TrialNetwork(task.training(), ClassicConfig.published(), Training.WEIGHT_DECAY, 1)) {
      news.accept(
          "STGCN of %d learned numbers, %d sites, batch %d, %d threads"
              .formatted(count(ours.weights()), task.series().sites(), batch, threads));
      if (python.isEmpty()) {
        print("training step", ours(ours, rounds, true), Optional.empty());
        print("one forecast", ours(ours, rounds, false), Optional.empty());
        watchMemory(ours, Optional.empty(), memorySteps);
        return true;
      }
      try (PeerBench peer =
          PeerBench.stgcn(
              python.get(),
              PeerWindows.write(task, work),
              batch,
              threads,
              Training.LEARNING_RATE,
              Training.WEIGHT_DECAY,
              work)) {
        if (!same(ours, peer)) {
          return false;
        }
        compare(ours, peer, rounds, true);
        compare(ours, peer, rounds, false);
        watchMemory(ours, Optional.of(peer), memorySteps);
        return true;
      }
    }
  }

  private static long count(Map<String, HostTensor> weights) {
    return weights.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }

  private boolean same(TrialNetwork ours, PeerBench peer) throws IOException {
    peer.load(ours.weights());
    List<ForecastInput> inputs = new ArrayList<>();
    List<TrafficWindow> targets = new ArrayList<>();
    nextBatch(inputs, targets);
    next = 0;
    Map<String, HostTensor> theirs = new TreeMap<>();
    peer.check().forEach((name, tensor) -> theirs.put(javaName(name), tensor));
    TrialNetwork.Check check = ours.check(inputs, targets);
    Parity parity = Parity.of(check.raw(), check.gradients(), theirs);
    news.accept(
        "same weights, same batch: outputs differ by %.1e, gradients by %.1e (%s) of the largest"
            .formatted(parity.output(), parity.gradient(), parity.worst()));
    if (!parity.holds()) {
      news.accept("These are not the same network: no times are taken.");
    }
    return parity.holds();
  }

  /** The peer's names have no place for what PyTorch does not allow in a name. */
  private static String javaName(String name) {
    String renamed = name.replace("last_norm", "last.norm");
    return renamed.endsWith("norm.gain") || renamed.endsWith("norm.bias")
        ? renamed + "@sites"
        : renamed;
  }

  private void compare(TrialNetwork ours, PeerBench peer, int rounds, boolean training)
      throws IOException {
    double[] our = new double[rounds];
    double[] their = new double[rounds];
    try (StgcnForecaster forecaster = ours.forecaster()) {
      for (int round = -1; round < rounds; round++) {
        double[] mine = training ? trainRound(ours) : forecastRound(forecaster);
        double[] its = training ? peer.train(STEPS_PER_ROUND) : peer.infer(FORECASTS_PER_ROUND);
        if (round >= 0) {
          our[round] = Times.median(mine);
          their[round] = Times.median(its);
        }
      }
    }
    print(
        training ? "training step" : "one forecast", new Times(our), Optional.of(new Times(their)));
  }

  private Times ours(TrialNetwork ours, int rounds, boolean training) {
    double[] our = new double[rounds];
    try (StgcnForecaster forecaster = ours.forecaster()) {
      for (int round = -1; round < rounds; round++) {
        double[] mine = training ? trainRound(ours) : forecastRound(forecaster);
        our[Math.max(0, round)] = Times.median(mine);
      }
    }
    return new Times(our);
  }

  private double[] trainRound(TrialNetwork ours) {
    double[] seconds = new double[STEPS_PER_ROUND];
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      List<ForecastInput> inputs = new ArrayList<>();
      List<TrafficWindow> targets = new ArrayList<>();
      nextBatch(inputs, targets);
      ours.train(Training.LEARNING_RATE, inputs, targets);
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    return seconds;
  }

  private double[] forecastRound(StgcnForecaster forecaster) {
    double[] seconds = new double[FORECASTS_PER_ROUND];
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      forecaster.forecast(task.input(starts[i % FORECAST_WINDOWS]));
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    return seconds;
  }

  private void nextBatch(List<ForecastInput> inputs, List<TrafficWindow> targets) {
    if (next + batch > starts.length) {
      next = 0;
    }
    for (int start : Arrays.copyOfRange(starts, next, next + batch)) {
      inputs.add(task.input(start));
      targets.add(task.truth(start));
    }
    next += batch;
  }

  private void print(String what, Times ours, Optional<Times> theirs) {
    String mine = "%s: ours %.2f ms".formatted(what, 1e3 * ours.median());
    if (theirs.isEmpty()) {
      news.accept(mine + " (no peer to compare with)");
      return;
    }
    Times.Ratio ratio = ours.to(theirs.get());
    news.accept(
        "%s, PyTorch %.2f ms: %.2f times PyTorch's time (quartiles of the rounds %.2f to %.2f)"
            .formatted(
                mine, 1e3 * theirs.get().median(), ratio.median(), ratio.lower(), ratio.upper()));
  }

  private void watchMemory(TrialNetwork ours, Optional<PeerBench> peer, int steps)
      throws IOException {
    int stretch = Math.max(1, steps / MEMORY_REPORTS);
    for (int done = 0; done < steps; ) {
      int now = Math.min(stretch, steps - done);
      for (int i = 0; i < now; i++) {
        List<ForecastInput> inputs = new ArrayList<>();
        List<TrafficWindow> targets = new ArrayList<>();
        nextBatch(inputs, targets);
        ours.train(Training.LEARNING_RATE, inputs, targets);
      }
      done += now;
      String line =
          "after %d steps: ours %d MB resident, %d native arrays"
              .formatted(done, ResidentMemory.now() >> 20, ours.heldArrays());
      if (peer.isPresent()) {
        peer.get().train(now);
        line += "; PyTorch %d MB resident".formatted(peer.get().memory() >> 20);
      }
      news.accept(line);
    }
  }
}
