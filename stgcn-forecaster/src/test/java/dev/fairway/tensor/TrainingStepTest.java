package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingStepTest {

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  /** Nothing of a step stays on the managers: 300 steps leave as many arrays as 3. */
  @Test
  void leavesNothingBehind() {
    Parameters parameters = new Parameters(root, 1);
    Layer layer =
        new Linear(parameters.in("a"), 4, 8)
            .then(Ops::silu)
            .then(new Linear(parameters.in("b"), 8, 1));
    AdamOptimizer adam = new AdamOptimizer(root, parameters, 0.01);
    ExponentialAverage average = new ExponentialAverage(parameters, 0.9);
    TrainingStep step = new TrainingStep(root, parameters, adam, 1);
    float[] x = Initialiser.normal(1).values(new Random(1), 32);
    int before = 0;
    for (int i = 0; i < 300; i++) {
      step.run(
          0.01,
          scope -> {
            NDArray y = layer.forward(scope.tensor(x, 8, 4));
            return Losses.mse(y, y.zerosLike(), y.onesLike());
          });
      average.update();
      if (i == 2) {
        before = arrays();
      }
    }
    assertThat(arrays()).isEqualTo(before);
    assertThat(before).isGreaterThan(0);
  }

  private int arrays() {
    return root.getManagedArrays().size();
  }

  /** Linear least squares has a closed form. */
  @Test
  void findsTheLeastSquaresLine() {
    Parameters parameters = new Parameters(root, 1);
    Layer line = new Linear(parameters, 1, 1);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1e9);
    float[] x = {0, 1, 2, 3};
    float[] y = {1, 3, 2, 5};
    for (int i = 0; i < 1500; i++) {
      step.run(
          0.1 * Math.pow(0.997, i),
          scope -> {
            NDArray error = line.forward(scope.tensor(x, 4, 1)).sub(scope.tensor(y, 4, 1));
            return error.square().sum();
          });
    }
    // Normal equations: slope 1.1, intercept 1.1
    assertThat(parameters.all().get("weight").toFloatArray()[0]).isCloseTo(1.1f, within(1e-3f));
    assertThat(parameters.all().get("bias").toFloatArray()[0]).isCloseTo(1.1f, within(1e-3f));
  }

  /** Least squares through the origin: slope 35 / 14 of these points. */
  @Test
  void whatIsNotTrainedStaysAsItIs() {
    Parameters parameters = new Parameters(root, 1);
    Layer line = new Linear(parameters, 1, 1);
    parameters.train("weight"::equals);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1e9);
    for (int i = 0; i < 1500; i++) {
      step.run(
          0.1 * Math.pow(0.997, i),
          scope -> {
            NDArray y = line.forward(scope.tensor(new float[] {0, 1, 2, 3}, 4, 1));
            return y.sub(scope.tensor(new float[] {1, 4, 5, 7}, 4, 1)).square().sum();
          });
    }
    assertThat(parameters.all().get("weight").toFloatArray()[0]).isCloseTo(2.5f, within(1e-3f));
    assertThat(parameters.all().get("bias").toFloatArray()).containsOnly(0);
  }

  /** Adam's first step is the learning rate times the sign of the gradient, whatever its size. */
  @Test
  void firstStepIsTheLearningRate() {
    Parameters parameters = new Parameters(root, 1);
    parameters.create("p", Initialiser.zeros(), 3);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1e9);
    TrainingStep.Result result = step.run(0.25, linear(parameters, 3, -40, 0.5f));
    assertThat(parameters.all().get("p").toFloatArray())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(-0.25f, 0.25f, -0.25f);
    assertThat(result.gradientNorm()).isCloseTo(Math.sqrt(9 + 1600 + 0.25), within(1e-3));
  }

  /** A share of the rate is that share of the step, decay and all; of 0 nothing moves. */
  @Test
  void eachParameterHasItsShareOfTheRate() {
    Parameters parameters = new Parameters(root, 1);
    parameters.create("still", Initialiser.ones(), 2);
    parameters.create("slow", Initialiser.zeros(), 2);
    AdamOptimizer adam =
        new AdamOptimizer(root, parameters, 0.5, name -> name.equals("still") ? 0 : 0.1);
    new TrainingStep(root, parameters, adam, 1e9)
        .run(0.25, scope -> parameters.all().get("still").add(parameters.all().get("slow")).sum());
    assertThat(parameters.all().get("still").toFloatArray()).containsExactly(1, 1);
    assertThat(parameters.all().get("slow").toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(-0.025f, -0.025f);
  }

  /** Decay is decoupled: without a gradient the weights shrink by learning rate times decay. */
  @Test
  void weightDecayIsDecoupled() {
    Parameters parameters = new Parameters(root, 1);
    parameters.create("p", Initialiser.ones(), 3);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0.5), 1e9);
    step.run(0.1, linear(parameters, 0, 0, 0));
    assertThat(parameters.all().get("p").toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.95f, 0.95f, 0.95f);
  }

  /** Gradients do not add up over the steps, and clipping bounds their norm. */
  @Test
  void eachStepSeesItsOwnGradient() {
    Parameters parameters = new Parameters(root, 1);
    parameters.create("p", Initialiser.zeros(), 3);
    AdamOptimizer adam = new AdamOptimizer(root, parameters, 0);
    TrainingStep step = new TrainingStep(root, parameters, adam, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(step.run(0.1, linear(parameters, 3, 4, 0)).gradientNorm())
          .isCloseTo(5, within(1e-4));
    }
    // The first moment is a mean of clipped gradients: (1 - 0.9^3) (3, 4, 0) 2 / 5
    float[] moment = adam.state().get("first/p").values();
    assertThat(moment[0]).isCloseTo(0.271f * 1.2f, within(1e-4f));
    assertThat(moment[1]).isCloseTo(0.271f * 1.6f, within(1e-4f));
  }

  @Test
  void divergenceIsRefusedAndChangesNothing() {
    Parameters parameters = new Parameters(root, 1);
    parameters.create("p", Initialiser.ones(), 3);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1);
    assertThatThrownBy(() -> step.run(0.1, linear(parameters, Float.NaN, 1, 1)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("NaN");
    assertThat(parameters.all().get("p").toFloatArray()).containsExactly(1, 1, 1);
  }

  @Test
  void goesOnAfterABreakAsIfThereHadBeenNone() {
    float[] straight = train(10, -1);
    assertThat(train(10, 4)).containsExactly(straight);
  }

  /** Ten steps, with all state written and read again after {@code breakAfter} of them. */
  private float[] train(int steps, int breakAfter) {
    Parameters parameters = new Parameters(root, 3);
    Layer layer = new Linear(parameters, 2, 1);
    AdamOptimizer adam = new AdamOptimizer(root, parameters, 0.1);
    for (int i = 0; i < steps; i++) {
      if (i == breakAfter) {
        byte[] weights = parameters.toBytes();
        byte[] state = SafeTensors.write(adam.state());
        parameters = new Parameters(root, 99);
        layer = new Linear(parameters, 2, 1);
        parameters.fromBytes(weights);
        adam = new AdamOptimizer(root, parameters, 0.1);
        adam.restore(SafeTensors.read(state));
      }
      Layer model = layer;
      new TrainingStep(root, parameters, adam, 1)
          .run(0.05, scope -> model.forward(scope.tensor(new float[] {1, 2}, 1, 2)).square().sum());
    }
    return parameters.all().get("weight").toFloatArray();
  }

  private static Function<TensorScope, NDArray> linear(Parameters parameters, float... slope) {
    return scope -> scope.tensor(slope, slope.length).mul(parameters.all().get("p")).sum();
  }
}
