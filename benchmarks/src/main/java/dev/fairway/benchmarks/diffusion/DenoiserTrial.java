package dev.fairway.benchmarks.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.SiteClass;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.RandomWalk;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.ExponentialAverage;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A denoiser and one batch of made-up noised windows, of which it can be asked what is timed: the
 * product's step of learning and the product's evaluation.
 */
public final class DenoiserTrial implements AutoCloseable {

  static final double LEARNING_RATE = 1e-3;
  static final double LARGEST_NORM = 1;
  private static final double AVERAGE_DECAY = 0.999;

  /** Share of the cells that is given. */
  private static final double GIVEN = 0.3;

  private final NDManager root = TensorEngine.newRoot();
  private final TrafficNetwork network;
  private final Parameters parameters;
  private final Denoiser denoiser;
  private final AdamOptimizer adam;
  private final ExponentialAverage average;
  private final TrainingStep step;
  private final Map<String, HostTensor> batch = new TreeMap<>();

  /**
   * @param channels C of the windows
   * @param steps T
   * @param windows B
   */
  public DenoiserTrial(
      DenoiserShape shape, TrafficNetwork network, int channels, int steps, int windows) {
    this.network = network;
    this.parameters = new Parameters(root, 1);
    this.denoiser = shape.denoiser(root, parameters, channels, network);
    randomise();
    this.adam = new AdamOptimizer(root, parameters, 0);
    this.average = new ExponentialAverage(parameters, AVERAGE_DECAY);
    this.step = new TrainingStep(root, parameters, adam, LARGEST_NORM);
    fillBatch(new long[] {windows, channels, steps, network.size()});
  }

  /** An output layer that starts at 0 would hide what lies before it. */
  private void randomise() {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, HostTensor> weights = new TreeMap<>();
    parameters
        .values()
        .forEach(
            (name, tensor) -> {
              float[] moved = tensor.values().clone();
              for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) (0.1 * random.nextGaussian());
              }
              weights.put(name, new HostTensor(tensor.shape(), moved));
            });
    parameters.load(weights);
  }

  private void fillBatch(long[] shape) {
    Random random = new Random(2);
    int cells = Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3]);
    Initialiser normal = Initialiser.normal(1);
    float[] mask = new float[cells];
    float[] scored = new float[cells];
    for (int i = 0; i < cells; i++) {
      mask[i] = random.nextDouble() < GIVEN ? 1 : 0;
      scored[i] = 1 - mask[i];
    }
    batch.put("noisy", new HostTensor(shape, normal.values(random, cells)));
    batch.put("given", new HostTensor(shape, normal.values(random, cells)));
    batch.put("mask", new HostTensor(shape, mask));
    batch.put("target", new HostTensor(shape, normal.values(random, cells)));
    batch.put("scored", new HostTensor(shape, scored));
    int features = StepContext.FEATURES;
    batch.put(
        "context",
        new HostTensor(
            new long[] {shape[0], features},
            normal.values(random, Math.toIntExact(shape[0] * features))));
  }

  /** All that a peer needs beside the weights. */
  byte[] batchFile() {
    Map<String, HostTensor> file = new TreeMap<>(batch);
    GraphMatrix weights = GaussianKernel.fit(network, 0).ofLinks(network);
    file.put("forward", full(RandomWalk.forward(weights)));
    file.put("backward", full(RandomWalk.backward(weights)));
    int sites = network.size();
    file.put(
        "classes",
        new HostTensor(new long[] {sites, SiteClass.values().length}, SiteClass.marks(network)));
    return SafeTensors.write(file);
  }

  private static HostTensor full(GraphMatrix matrix) {
    int size = matrix.size();
    float[] values = new float[size * size];
    matrix.forEach((i, j, value) -> values[i * size + j] = (float) value);
    return new HostTensor(new long[] {size, size}, values);
  }

  Map<String, HostTensor> weights() {
    return parameters.values();
  }

  /** How many numbers are learned. */
  long size() {
    return parameters.values().values().stream().mapToLong(t -> t.values().length).sum();
  }

  /**
   * What the batch gives, without learning from it.
   *
   * @param output {@code [B, C, T, N]}, packed
   * @param gradients of the loss, by parameter
   */
  record Check(float[] output, Map<String, HostTensor> gradients) {}

  Check check() {
    return GradientMode.on(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            scope.lend(parameters);
            NDArray output = denoiser.forward(input(scope, batchSize()), Trace.NONE);
            Gradients.backward(loss(scope, output));
            Map<String, HostTensor> gradients = new TreeMap<>();
            parameters
                .all()
                .forEach(
                    (name, parameter) -> {
                      Gradients.of(parameter, scope.manager())
                          .ifPresent(its -> gradients.put(name, HostTensor.of(its)));
                      Gradients.zero(parameter);
                    });
            return new Check(output.toFloatArray(), gradients);
          }
        });
  }

  /** One step of learning; its loss. */
  public float train() {
    float loss =
        step.run(
                LEARNING_RATE,
                scope -> loss(scope, denoiser.forward(input(scope, batchSize()), Trace.NONE)))
            .loss();
    average.update();
    return loss;
  }

  /** One evaluation, on the first window. */
  public float[] evaluate() {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return denoiser.forward(input(scope, 1), Trace.NONE).toFloatArray();
          }
        });
  }

  private long batchSize() {
    return batch.get("noisy").shape()[0];
  }

  private NDArray loss(TensorScope scope, NDArray output) {
    return Losses.mse(
        output, first(scope, "target", batchSize()), first(scope, "scored", batchSize()));
  }

  private DenoiserInput input(TensorScope scope, long windows) {
    return new DenoiserInput(
        first(scope, "noisy", windows),
        first(scope, "given", windows),
        first(scope, "mask", windows),
        first(scope, "context", windows));
  }

  private NDArray first(TensorScope scope, String name, long windows) {
    HostTensor tensor = batch.get(name);
    long[] shape = tensor.shape().clone();
    int cells = Math.toIntExact(tensor.values().length / shape[0] * windows);
    shape[0] = windows;
    float[] values =
        cells == tensor.values().length ? tensor.values() : Arrays.copyOf(tensor.values(), cells);
    return scope.tensor(values, shape);
  }

  /** Native arrays that this holds: as many after any number of steps. */
  public int heldArrays() {
    return root.getManagedArrays().size() + parameters.all().size();
  }

  @Override
  public void close() {
    average.close();
    adam.close();
    root.close();
  }
}
