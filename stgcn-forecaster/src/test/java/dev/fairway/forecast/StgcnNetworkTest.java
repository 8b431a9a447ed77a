package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.graph.ChebyshevBasis;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.Laplacian;
import dev.fairway.graph.Networks;
import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.GradientCheck;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StgcnNetworkTest {

  private static final StgcnConfig TINY = new StgcnConfig(12, 3, 6, 4, 3, 3, 0, false, 0, 0.1, 0);
  private static final int CHANNELS = 2;
  private static final int BATCH = 2;

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void gatedConvolutionHasTheRightGradient() {
    Parameters parameters = new Parameters(root, 2);
    GatedTemporalConvolution layer = new GatedTemporalConvolution(parameters, 2, 3, 3);
    GradientCheck.check(parameters, layer, 5e-3, 2, 2, 5, 3);
  }

  @Test
  void graphConvolutionHasTheRightGradient() {
    TrafficNetwork ring = Networks.ring(5);
    var laplacian =
        Laplacian.scaled(Laplacian.normalised(new GaussianKernel(1000, 0).ofLinks(ring)));
    List<NDArray> operators =
        ChebyshevBasis.of(laplacian, 3).stream().skip(1).map(m -> m.operator(root)).toList();
    Parameters parameters = new Parameters(root, 2);
    ChebyshevConvolution layer = new ChebyshevConvolution(parameters, operators, 3, 2);
    // Single cells may cross the ReLU's kink within the difference step.
    GradientCheck.check(parameters, layer, 2e-2, 1, 3, 2, 5);
  }

  /** Output step t sees the input steps t to t + kernel - 1 and no other. */
  @Test
  void gatedConvolutionSeesItsStepsOnly() {
    GatedTemporalConvolution layer = new GatedTemporalConvolution(new Parameters(root, 2), 1, 1, 3);
    float[] x = Initialiser.normal(1).values(new Random(1), 8);
    float[] before = layer.forward(Ops.tensor(root, x, 1, 1, 8, 1)).toFloatArray();
    x[5] += 1;
    float[] after = layer.forward(Ops.tensor(root, x, 1, 1, 8, 1)).toFloatArray();
    assertThat(before).hasSize(6);
    for (int t = 0; t < 6; t++) {
      assertThat(before[t] == after[t]).as("step %d", t).isEqualTo(t < 3 || t > 5);
    }
  }

  @Test
  void anUntrainedNetworkRepeatsTheLastValue() {
    float[] window = Initialiser.normal(1).values(new Random(1), BATCH * CHANNELS * 12 * 5);
    float[] last = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    float[] y = network(Networks.ring(5), false, window, last);
    for (int b = 0; b < BATCH; b++) {
      for (int h = 0; h < 3; h++) {
        for (int n = 0; n < 5; n++) {
          assertThat(y[(b * 3 + h) * 5 + n]).isEqualTo(last[b * 5 + n]);
        }
      }
    }
  }

  /** Relabelling the sites relabels the forecast and changes nothing else. */
  @Test
  void relabellingTheSitesRelabelsTheForecast() {
    TrafficNetwork network =
        Networks.network(
            "odd",
            5,
            List.of(
                new Link("s0", "s1", 500),
                new Link("s1", "s2", 900),
                new Link("s2", "s3", 700),
                new Link("s1", "s4", 300)));
    int[] order = {3, 0, 4, 1, 2};
    float[] window = Initialiser.normal(1).values(new Random(1), BATCH * CHANNELS * 12 * 5);
    float[] last = Initialiser.normal(1).values(new Random(2), BATCH * 5);
    float[] one = network(network, true, window, last);
    float[] other =
        network(
            Networks.reordered(network, order),
            true,
            reordered(window, order),
            reordered(last, order));
    float[] expected = reordered(one, order);
    for (int i = 0; i < expected.length; i++) {
      assertThat(other[i]).isCloseTo(expected[i], within(1e-4f));
    }
    assertThat(one).isNotEqualTo(expected);
  }

  /** Every parameter at random, the zero ones too. */
  private void shake(Parameters parameters) {
    Random random = new Random(3);
    parameters
        .all()
        .values()
        .forEach(
            p ->
                p.addi(
                    Ops.tensor(
                        root,
                        Initialiser.normal(0.3).values(random, (int) p.size()),
                        p.getShape().getShape())));
  }

  private float[] network(TrafficNetwork network, boolean shaken, float[] window, float[] last) {
    Parameters parameters = new Parameters(root, 1);
    StgcnNetwork built = new StgcnNetwork(root, parameters, TINY, network, CHANNELS, 1, 0);
    parameters.train(false);
    if (shaken) {
      shake(parameters);
    }
    StgcnInput input =
        new StgcnInput(
            Ops.tensor(root, window, BATCH, CHANNELS, 12, network.size()),
            Ops.tensor(root, last, BATCH, 1, 1, network.size()),
            Optional.empty());
    return built.forward(input, x -> x).toFloatArray();
  }

  /** The last axis brought into another order. */
  private static float[] reordered(float[] x, int[] order) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i / order.length * order.length + order[i % order.length]] = x[i];
    }
    return y;
  }
}
