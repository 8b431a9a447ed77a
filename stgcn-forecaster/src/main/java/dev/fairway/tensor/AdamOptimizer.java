package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015), with decoupled weight decay where that is not 0 (AdamW, Loshchilov and
 * Hutter 2019). Epsilon stands beside the uncorrected root of the second moment, as in the paper's
 * section 2 remark.
 */
public final class AdamOptimizer implements AutoCloseable {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** The native update would clamp the gradients' upper side only: it is not used. */
  private static final float NO_CLAMP = -1;

  private static final String FIRST = "first/";
  private static final String SECOND = "second/";
  private static final String STEPS = "steps";

  private final Parameters parameters;
  private final float weightDecay;
  private final ToDoubleFunction<String> rates;
  private final NDManager owner;
  private final Map<String, NDArray> first = new TreeMap<>();
  private final Map<String, NDArray> second = new TreeMap<>();
  private int steps;

  public AdamOptimizer(NDManager parent, Parameters parameters, double weightDecay) {
    this(parent, parameters, weightDecay, name -> 1);
  }

  /**
   * @param rates learning rates by parameter name, as shares of a step's: 0 for what stays as it is
   */
  public AdamOptimizer(
      NDManager parent, Parameters parameters, double weightDecay, ToDoubleFunction<String> rates) {
    this.rates = rates;
    this.parameters = parameters;
    this.weightDecay = (float) weightDecay;
    this.owner = parent.newSubManager();
    parameters
        .all()
        .forEach(
            (name, p) -> {
              first.put(name, owner.zeros(p.getShape(), DataType.FLOAT32));
              second.put(name, owner.zeros(p.getShape(), DataType.FLOAT32));
            });
  }

  /**
   * One step down.
   *
   * @param gradients by parameter name; a parameter without one stays as it is
   * @param gradientScale every gradient is multiplied by it first
   */
  void step(Map<String, NDArray> gradients, double learningRate, double gradientScale) {
    steps++;
    double corrected =
        learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    gradients.forEach(
        (name, gradient) ->
            JniUtils.adamUpdate(
                (PtNDArray) parameters.all().get(name),
                (PtNDArray) gradient,
                (PtNDArray) first.get(name),
                (PtNDArray) second.get(name),
                (float) (learningRate * rates.applyAsDouble(name)),
                (float) (corrected * rates.applyAsDouble(name)),
                weightDecay,
                (float) gradientScale,
                NO_CLAMP,
                BETA1,
                BETA2,
                EPSILON,
                true));
  }

  public int steps() {
    return steps;
  }

  /** All that a later run needs to go on as if there had been no break. */
  public Map<String, HostTensor> state() {
    Map<String, HostTensor> state = new TreeMap<>();
    first.forEach((name, moment) -> state.put(FIRST + name, HostTensor.of(moment)));
    second.forEach((name, moment) -> state.put(SECOND + name, HostTensor.of(moment)));
    state.put(STEPS, new HostTensor(new long[] {1}, new float[] {steps}));
    return state;
  }

  /** Takes up {@link #state()}. */
  public void restore(Map<String, HostTensor> state) {
    first.replaceAll((name, moment) -> restored(state, FIRST + name, moment));
    second.replaceAll((name, moment) -> restored(state, SECOND + name, moment));
    steps = (int) state.get(STEPS).values()[0];
  }

  private NDArray restored(Map<String, HostTensor> state, String name, NDArray before) {
    HostTensor saved = state.get(name);
    if (saved == null) {
      throw new IllegalArgumentException("The optimiser's state has no " + name);
    }
    saved.requireShape(name, before.getShape().getShape());
    before.close();
    return saved.in(owner);
  }

  @Override
  public void close() {
    owner.close();
  }
}
