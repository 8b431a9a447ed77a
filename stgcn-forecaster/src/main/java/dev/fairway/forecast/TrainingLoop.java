package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.Dropout;
import dev.fairway.tensor.ExponentialAverage;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.LearningRate;
import dev.fairway.tensor.Ops;
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
import java.util.stream.IntStream;

/**
 * Adam on the heads' masked loss, under an attack on the mean of it and of what the attack makes of
 * it (Madry et al. 2018, with the clean half of Goodfellow et al. 2015), with early stopping on
 * that of the validation windows. The same seed, plan and data give the same weights, with or
 * without breaks.
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
  private final ForecastNetwork network;
  private final TrainingGraphs graphs;
  private final ForecastHeads heads;
  private final InputEncoder encoder;
  private final Optional<Tuning> tuning;
  private final ForecasterConfig config;
  private final TrainingPlan plan;
  private final Additions additions;
  private final Adversary adversary;
  private final InstantSource clock;
  private final Consumer<TrainingProgress> listener;

  TrainingLoop(
      NDManager root,
      Parameters parameters,
      ForecastNetwork network,
      TrainingGraphs graphs,
      ForecastHeads heads,
      InputEncoder encoder,
      Optional<Tuning> tuning,
      ForecasterConfig config,
      TrainingPlan plan,
      Additions additions,
      InstantSource clock,
      Consumer<TrainingProgress> listener) {
    this.root = root;
    this.parameters = parameters;
    this.network = network;
    this.graphs = graphs;
    this.heads = heads;
    this.encoder = encoder;
    this.tuning = tuning;
    this.config = config;
    this.plan = plan;
    this.additions = additions;
    this.adversary = new Adversary(root, parameters, network, heads, encoder);
    this.clock = clock;
    this.listener = listener;
  }

  /** Trains; afterwards the parameters are the best ones. */
  void run(Examples training, Examples validation, Path checkpoint) throws IOException {
    Instant start = clock.instant();
    try (AdamOptimizer adam =
            new AdamOptimizer(
                root, parameters, plan.weightDecay(), tuning.map(Tuning::rates).orElse(name -> 1));
        ExponentialAverage average = new ExponentialAverage(parameters, plan.weightAverage())) {
      TrainingCheckpoint state = resume(adam, average, validation, checkpoint);
      while (state.epoch() < plan.epochs()
          && state.waited() < plan.patience()
          && elapsed(start).compareTo(plan.budget()) < 0) {
        trainEpoch(adam, average, training, state, start);
        Map<String, HostTensor> weights = parameters.values();
        Map<String, HostTensor> averaged = averaged(average);
        Map<String, HostTensor> judged = averaged.isEmpty() ? weights : averaged;
        parameters.load(judged);
        float loss = error(validation);
        parameters.load(weights);
        boolean better = loss < state.best();
        state =
            new TrainingCheckpoint(
                state.epoch() + 1,
                better ? loss : state.best(),
                better ? 0 : state.waited() + 1,
                weights,
                averaged,
                better ? judged : state.bestWeights(),
                adam.state());
        state.write(checkpoint);
      }
      parameters.load(state.bestWeights());
    }
  }

  private Map<String, HostTensor> averaged(ExponentialAverage average) {
    return plan.weightAverage() == 0 ? Map.of() : average.weights().values();
  }

  private TrainingCheckpoint resume(
      AdamOptimizer adam, ExponentialAverage average, Examples validation, Path checkpoint)
      throws IOException {
    Optional<TrainingCheckpoint> saved = TrainingCheckpoint.read(checkpoint);
    if (saved.isPresent()) {
      parameters.load(saved.get().weights());
      adam.restore(saved.get().optimizer());
      if (!saved.get().average().isEmpty()) {
        average.restore(saved.get().average(), adam.steps());
      }
      return saved.get();
    }
    // Judged before the first step: what was learned elsewhere, or the anchor of a network that has
    // learned nothing, stays if no epoch makes it better.
    Map<String, HostTensor> weights = parameters.values();
    return new TrainingCheckpoint(
        0, error(validation), 0, weights, averaged(average), weights, adam.state());
  }

  private void trainEpoch(
      AdamOptimizer adam,
      ExponentialAverage average,
      Examples data,
      TrainingCheckpoint state,
      Instant start) {
    TrainingStep step = new TrainingStep(root, parameters, adam, LARGEST_GRADIENT);
    LearningRate rate = LearningRate.cosine(plan.learningRate(), WARM_UP);
    List<Integer> order = order(data.size(), state.epoch());
    SplittableRandom chance = new SplittableRandom(plan.seed() * 31 + state.epoch());
    SplittableRandom changes = new SplittableRandom(~(plan.seed() * 31 + state.epoch()));
    SplittableRandom noise = new SplittableRandom(~(plan.seed() * 31 + state.epoch()) - 7);
    SplittableRandom attacks = new SplittableRandom(-(plan.seed() * 31 + state.epoch()) - 7);
    for (int from = 0; from < order.size(); from += plan.batch()) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + plan.batch()));
      double epochs = state.epoch() + from / (double) order.size();
      Layer dropout = new Dropout(config.dropout()).training(chance.split());
      List<Example> drawn =
          additions.augmentation().of(batch.stream().map(data::get).toList(), changes);
      boolean[] shown = shown(drawn.size(), chance);
      List<Example> examples =
          IntStream.range(0, shown.length)
              .mapToObj(i -> shown[i] ? drawn.get(i) : withoutFeatures(drawn.get(i)))
              .toList();
      NetworkGraph graph = graphs.draw(chance);
      List<Example> attacked =
          additions
              .attack()
              .map(attack -> adversary.attacked(examples, graph, attack, attacks))
              .orElse(List.of());
      TrainingStep.Result result =
          step.run(
              rate.at(epochs / plan.epochs()),
              scope ->
                  tuning.isPresent()
                      ? loss(scope, examples, shown, graph, dropout, tuning.get(), noise)
                      : loss(scope, examples, attacked, graph, dropout));
      if (plan.weightAverage() > 0) {
        average.update();
      }
      report(result.loss(), adam.steps(), state, epochs / plan.epochs(), start);
    }
  }

  /** The encoder may be down when serving: the network learns to do without its features. */
  private static boolean[] shown(int examples, SplittableRandom chance) {
    boolean[] shown = new boolean[examples];
    for (int i = 0; i < examples; i++) {
      shown[i] = chance.nextDouble() >= WITHOUT_FEATURES;
    }
    return shown;
  }

  private static Example withoutFeatures(Example example) {
    ForecastInput input = example.input();
    return new Example(
        new ForecastInput(input.observed(), input.filled(), Optional.empty()), example.target());
  }

  private List<Integer> order(int windows, int epoch) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(plan.seed() * 31 + epoch));
    return order.subList(0, Math.min(windows, plan.windowsPerEpoch()));
  }

  /** Mean of the losses on examples and, if there are any, on what an attack made of them. */
  private NDArray loss(
      TensorScope scope,
      List<Example> examples,
      List<Example> attacked,
      NetworkGraph graph,
      Layer dropout) {
    NDArray clean = loss(scope, examples, graph, dropout);
    return attacked.isEmpty()
        ? clean
        : Ops.scale(clean.add(loss(scope, attacked, graph, dropout)), 0.5);
  }

  /** The forecast's loss and the encoder's own. */
  private NDArray loss(
      TensorScope scope,
      List<Example> examples,
      boolean[] shown,
      NetworkGraph graph,
      Layer dropout,
      Tuning tuned,
      SplittableRandom noise) {
    StgcnInput input = tuned.of(scope, input(scope, examples, graph), examples, shown, noise);
    NDArray forecast = loss(scope, input, examples, dropout);
    return tuned.encoder().loss(scope, noise).map(forecast::add).orElse(forecast);
  }

  private NDArray loss(
      TensorScope scope, List<Example> examples, NetworkGraph graph, Layer dropout) {
    return loss(scope, input(scope, examples, graph), examples, dropout);
  }

  private StgcnInput input(TensorScope scope, List<Example> examples, NetworkGraph graph) {
    return encoder.encode(scope, examples.stream().map(Example::input).toList(), graph);
  }

  private NDArray loss(TensorScope scope, StgcnInput input, List<Example> examples, Layer dropout) {
    InputEncoder.Targets targets =
        encoder.targets(scope, examples.stream().map(Example::target).toList(), input.graph());
    return heads.loss(network.forward(input, dropout), targets.values(), targets.mask());
  }

  /** Loss on evenly spread windows, of the whole network. */
  private float error(Examples data) {
    List<Integer> windows = data.spread(VALIDATION_WINDOWS);
    SplittableRandom chance = new SplittableRandom(plan.seed());
    double sum = 0;
    int size = graphs.windowsAtOnce(plan.batch());
    for (int from = 0; from < windows.size(); from += size) {
      List<Integer> batch = windows.subList(from, Math.min(windows.size(), from + size));
      List<Example> examples =
          additions.augmentation().judged(batch.stream().map(data::get).toList(), chance);
      float loss =
          GradientMode.off(
              () -> {
                try (TensorScope scope = new TensorScope(root)) {
                  scope.lend(parameters);
                  StgcnInput input = input(scope, examples, graphs.whole());
                  return loss(
                          scope,
                          tuning.map(t -> t.asServed(scope, input, examples)).orElse(input),
                          examples,
                          x -> x)
                      .getFloat();
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
    listener.accept(
        new TrainingProgress(fraction, state.epoch() + 1, steps, loss, state.best(), remaining));
  }

  private Duration elapsed(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
