package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.ExponentialAverage;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TrainingStep;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * Everything native of a training: weights, their average, the optimiser's moments.
 *
 * @param <N> the network that is trained
 */
final class TrainingRun<N> implements AutoCloseable {

  private static final String WEIGHTS = "weights/";
  private static final String AVERAGE = "average/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String RUN = "run/";

  private final NDManager root = TensorEngine.newRoot();
  private final Lesson<N> lesson;
  private final Parameters parameters;
  private final N network;
  private final Parameters averaged;
  private final N averagedNetwork;
  private final ExponentialAverage average;
  private final AdamOptimizer optimizer;
  private final TrainingStep step;

  /**
   * @param networks makes a network: its constants belong to the first argument, its weights go
   *     into the second
   * @param seed of the first weights that the beginning does not give
   */
  TrainingRun(
      BiFunction<NDManager, Parameters, N> networks,
      Lesson<N> lesson,
      TrainingSettings.Optimisation optimisation,
      long seed,
      Beginning beginning) {
    this.lesson = lesson;
    parameters = new Parameters(root, seed);
    network = networks.apply(root, parameters);
    parameters.set(beginning.weights());
    parameters.train(beginning.learns());
    averaged = new Parameters(root, seed);
    averagedNetwork = networks.apply(root, averaged);
    averaged.train(false);
    average = new ExponentialAverage(parameters, optimisation.averageDecay());
    optimizer = new AdamOptimizer(root, parameters, 0);
    step = new TrainingStep(root, parameters, optimizer, optimisation.largestNorm());
  }

  /** One step; the loss before it. */
  double learn(double rate, RandomGenerator random) {
    double loss =
        step.run(rate, scope -> lesson.loss(scope, network, this::averagedNow, random)).loss();
    average.update();
    return loss;
  }

  /** Loss of the averaged weights. */
  double validate() {
    N now = averagedNow();
    return GradientMode.off(() -> lesson.validate(root, now));
  }

  private N averagedNow() {
    averaged.copyFrom(average.weights());
    return averagedNetwork;
  }

  /** As of the last {@link #validate}. */
  Map<String, HostTensor> averagedWeights() {
    return averaged.values();
  }

  /** All that a later run needs to go on as if there had been no break. */
  byte[] save(Map<String, HostTensor> more) {
    Map<String, HostTensor> state = new TreeMap<>();
    put(state, WEIGHTS, parameters.values());
    put(state, AVERAGE, average.weights().values());
    put(state, OPTIMIZER, optimizer.state());
    put(state, RUN, more);
    return SafeTensors.write(state);
  }

  /**
   * Takes up {@link #save}.
   *
   * @return what was saved beside the run's own state
   */
  Map<String, HostTensor> restore(byte[] saved) {
    Map<String, HostTensor> state = SafeTensors.read(saved);
    parameters.load(Parameters.part(state, WEIGHTS));
    optimizer.restore(Parameters.part(state, OPTIMIZER));
    average.restore(Parameters.part(state, AVERAGE), optimizer.steps());
    return Parameters.part(state, RUN);
  }

  private static void put(
      Map<String, HostTensor> state, String prefix, Map<String, HostTensor> part) {
    part.forEach((name, tensor) -> state.put(prefix + name, tensor));
  }

  @Override
  public void close() {
    root.close();
  }
}
