package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.Dropout;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.LearningRate;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Adam on the masked mean absolute error, with early stopping on that of the validation windows.
 * The same seed, plan and data give the same weights, with or without breaks.
 */
final class TrainingLoop {

  private static final double LARGEST_GRADIENT = 5;
  private static final double WARM_UP = 0.05;

  /** Share of the training windows shown without the encoder's features. */
  private static final double WITHOUT_FEATURES = 0.1;

  /** Validation windows looked at after each epoch. */
  private static final int VALIDATION_WINDOWS = 256;

  private final NDManager root;
  private final Parameters parameters;
  private final StgcnNetwork network;
  private final InputEncoder encoder;
  private final StgcnConfig config;
  private final TrainingPlan plan;
  private final InstantSource clock;
  private final Consumer<TrainingProgress> listener;

  TrainingLoop(
      NDManager root,
      Parameters parameters,
      StgcnNetwork network,
      InputEncoder encoder,
      StgcnConfig config,
      TrainingPlan plan,
      InstantSource clock,
      Consumer<TrainingProgress> listener) {
    this.root = root;
    this.parameters = parameters;
    this.network = network;
    this.encoder = encoder;
    this.config = config;
    this.plan = plan;
    this.clock = clock;
    this.listener = listener;
  }

  /** Trains; afterwards the parameters are the best ones. */
  void run(Examples training, Examples validation, Path checkpoint) throws IOException {
    Instant start = clock.instant();
    try (AdamOptimizer adam = new AdamOptimizer(root, parameters, plan.weightDecay())) {
      TrainingCheckpoint state = resume(adam, checkpoint);
      while (state.epoch() < plan.epochs()
          && state.waited() < plan.patience()
          && elapsed(start).compareTo(plan.budget()) < 0) {
        trainEpoch(adam, training, state, start);
        float mae = error(validation);
        boolean better = mae < state.best();
        Map<String, HostTensor> weights = parameters.values();
        state =
            new TrainingCheckpoint(
                state.epoch() + 1,
                better ? mae : state.best(),
                better ? 0 : state.waited() + 1,
                weights,
                better ? weights : state.bestWeights(),
                adam.state());
        state.write(checkpoint);
      }
      parameters.load(state.bestWeights());
    }
  }

  private TrainingCheckpoint resume(AdamOptimizer adam, Path checkpoint) throws IOException {
    Optional<TrainingCheckpoint> saved = TrainingCheckpoint.read(checkpoint);
    if (saved.isPresent()) {
      parameters.load(saved.get().weights());
      adam.restore(saved.get().optimizer());
      return saved.get();
    }
    Map<String, HostTensor> weights = parameters.values();
    return new TrainingCheckpoint(0, Float.POSITIVE_INFINITY, 0, weights, weights, adam.state());
  }

  private void trainEpoch(
      AdamOptimizer adam, Examples data, TrainingCheckpoint state, Instant start) {
    TrainingStep step = new TrainingStep(root, parameters, adam, LARGEST_GRADIENT);
    LearningRate rate = LearningRate.cosine(plan.learningRate(), WARM_UP);
    List<Integer> order = order(data.size(), state.epoch());
    SplittableRandom chance = new SplittableRandom(plan.seed() * 31 + state.epoch());
    for (int from = 0; from < order.size(); from += plan.batch()) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + plan.batch()));
      double epochs = state.epoch() + from / (double) order.size();
      Layer dropout = new Dropout(config.dropout()).training(chance.split());
      List<ForecastInput> inputs =
          batch.stream().map(data::input).map(input -> withoutSome(input, chance)).toList();
      TrainingStep.Result result =
          step.run(
              rate.at(epochs / plan.epochs()), scope -> loss(scope, data, batch, inputs, dropout));
      report(result.loss(), adam.steps(), state, epochs / plan.epochs(), start);
    }
  }

  /** The encoder may be down when serving: the network learns to do without its features. */
  private static ForecastInput withoutSome(ForecastInput input, SplittableRandom chance) {
    return chance.nextDouble() < WITHOUT_FEATURES
        ? new ForecastInput(input.observed(), input.filled(), Optional.empty())
        : input;
  }

  private List<Integer> order(int windows, int epoch) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(plan.seed() * 31 + epoch));
    return order.subList(0, Math.min(windows, plan.windowsPerEpoch()));
  }

  private NDArray loss(
      TensorScope scope,
      Examples data,
      List<Integer> batch,
      List<ForecastInput> inputs,
      Layer dropout) {
    InputEncoder.Targets targets =
        encoder.targets(scope, batch.stream().map(data::target).toList());
    return Losses.mae(
        network.forward(encoder.encode(scope, inputs), dropout), targets.values(), targets.mask());
  }

  /** Mean absolute error on evenly spread windows, in scaled units. */
  private float error(Examples data) {
    List<Integer> windows = data.spread(VALIDATION_WINDOWS);
    double sum = 0;
    for (int from = 0; from < windows.size(); from += plan.batch()) {
      List<Integer> batch = windows.subList(from, Math.min(windows.size(), from + plan.batch()));
      float loss =
          GradientMode.off(
              () -> {
                try (TensorScope scope = new TensorScope(root)) {
                  scope.lend(parameters);
                  List<ForecastInput> inputs = batch.stream().map(data::input).toList();
                  return loss(scope, data, batch, inputs, x -> x).getFloat();
                }
              });
      sum += loss * batch.size();
    }
    return (float) (sum / windows.size());
  }

  private void report(
      double loss, int steps, TrainingCheckpoint state, double epochShare, Instant start) {
    Duration elapsed = elapsed(start);
    double timeShare = elapsed.toMillis() / (double) Math.max(1, plan.budget().toMillis());
    double fraction = Math.min(1, Math.max(epochShare, timeShare));
    Duration remaining =
        fraction > 0
            ? Duration.ofMillis((long) (elapsed.toMillis() * (1 - fraction) / fraction))
            : plan.budget();
    double best = Float.isFinite(state.best()) ? state.best() : Double.NaN;
    listener.accept(
        new TrainingProgress(fraction, state.epoch() + 1, steps, loss, best, remaining));
  }

  private Duration elapsed(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
