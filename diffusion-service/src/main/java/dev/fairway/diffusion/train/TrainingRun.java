package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.ExponentialAverage;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything native of a training: weights, their average, the optimiser's moments. */
final class TrainingRun implements AutoCloseable {

  private static final String WEIGHTS = "weights/";
  private static final String AVERAGE = "average/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String RUN = "run/";

  private final NDManager root = TensorEngine.newRoot();
  private final Parameters parameters;
  private final Denoiser denoiser;
  private final Parameters averaged;
  private final Denoiser averagedDenoiser;
  private final ExponentialAverage average;
  private final AdamOptimizer optimizer;
  private final TrainingStep step;

  TrainingRun(TrafficNetwork network, int channels, TrainingSettings settings) {
    DenoiserShape shape = settings.denoiser();
    parameters = new Parameters(root, settings.seed());
    denoiser = shape.denoiser(root, parameters, channels, network);
    averaged = new Parameters(root, settings.seed());
    averagedDenoiser = shape.denoiser(root, averaged, channels, network);
    averaged.train(false);
    average = new ExponentialAverage(parameters, settings.optimisation().averageDecay());
    optimizer = new AdamOptimizer(root, parameters, 0);
    step = new TrainingStep(root, parameters, optimizer, settings.optimisation().largestNorm());
  }

  /** One step; the loss before it. */
  double learn(TrainingBatch batch, double rate) {
    double loss = step.run(rate, scope -> loss(denoiser, batch, scope)).loss();
    average.update();
    return loss;
  }

  /** Loss of the averaged weights, the mean over all scored cells of the batches. */
  double validate(List<TrainingBatch> batches) {
    averaged.copyFrom(average.weights());
    double sum = 0;
    double cells = 0;
    for (TrainingBatch batch : batches) {
      double scored = 0;
      for (float cell : batch.scored()) {
        scored += cell;
      }
      double loss =
          GradientMode.off(
              () -> {
                try (TensorScope scope = new TensorScope(root)) {
                  return (double) loss(averagedDenoiser, batch, scope).getFloat();
                }
              });
      sum += loss * scored;
      cells += scored;
    }
    return cells == 0 ? 0 : sum / cells;
  }

  /**
   * Squared error over the cells that are known but were not given, each level with its weight: the
   * weighted mean. With equal weights L_simple (Ho et al. 2020).
   */
  private static NDArray loss(Denoiser denoiser, TrainingBatch batch, TensorScope scope) {
    NDArray predicted = denoiser.forward(batch.input(scope), Trace.NONE);
    return Losses.mse(
        predicted,
        scope.tensor(batch.target(), batch.shape()),
        scope.tensor(batch.scored(), batch.shape()));
  }

  NDManager root() {
    return root;
  }

  /** With the averaged weights as of the last {@link #validate} or {@link #use}. */
  Denoiser averagedDenoiser() {
    return averagedDenoiser;
  }

  Map<String, HostTensor> averagedWeights() {
    return averaged.values();
  }

  /** Puts other weights where the averaged ones were. */
  void use(Map<String, HostTensor> weights) {
    averaged.load(weights);
  }

  byte[] weightsFile() {
    return averaged.toBytes();
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
    parameters.load(part(state, WEIGHTS));
    optimizer.restore(part(state, OPTIMIZER));
    average.restore(part(state, AVERAGE), optimizer.steps());
    return part(state, RUN);
  }

  private static void put(
      Map<String, HostTensor> state, String prefix, Map<String, HostTensor> part) {
    part.forEach((name, tensor) -> state.put(prefix + name, tensor));
  }

  private static Map<String, HostTensor> part(Map<String, HostTensor> state, String prefix) {
    Map<String, HostTensor> part = new TreeMap<>();
    state.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  @Override
  public void close() {
    root.close();
  }
}
