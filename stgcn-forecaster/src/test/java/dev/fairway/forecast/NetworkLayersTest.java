package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.GraphOperator;
import dev.fairway.graph.Networks;
import dev.fairway.tensor.GradientCheck;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkLayersTest {

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  private GraphOperator ring() {
    List<GraphMatrix> matrices = NetworkGraph.matrices(Configs.classic(3), Networks.ring(5));
    return GraphOperator.of(root, matrices.get(0));
  }

  @Test
  void gatedConvolutionHasTheRightGradientWhereItWidensAndWhereItNarrows() {
    for (int out : new int[] {2, 3, 1}) {
      Parameters parameters = new Parameters(root, 2);
      Layer layer = new GatedTemporalConvolution(parameters, 2, out, 3);
      GradientCheck.check(parameters, layer, 5e-3, 2, 2, 5, 3);
    }
  }

  @Test
  void graphConvolutionHasTheRightGradient() {
    for (GraphConvolutionKind kind : GraphConvolutionKind.values()) {
      Parameters parameters = new Parameters(root, 2);
      int count = kind == GraphConvolutionKind.CHEBYSHEV ? 3 : 1;
      SpectralConvolution layer = new SpectralConvolution(parameters, kind, count, 3, 2);
      GraphOperator ring = ring();
      // Single cells may cross the ReLU's kink within the difference step.
      GradientCheck.check(parameters, x -> layer.forward(x, ring), 2e-2, 1, 3, 2, 5);
    }
  }

  @Test
  void dilatedEncoderHasTheRightGradient() {
    Parameters parameters = new Parameters(root, 2);
    GradientCheck.check(parameters, new DilatedEncoder(parameters, 2, 5, 3), 5e-3, 2, 2, 5, 3);
  }

  @Test
  void graphBlockHasTheRightGradient() {
    Parameters parameters = new Parameters(root, 2);
    ModernConfig config = Configs.modern(3);
    GraphBlock block = new GraphBlock(parameters, config, 4);
    NetworkGraph graph =
        NetworkGraph.whole(root, NetworkGraph.matrices(config, Networks.ring(4)), 4);
    GradientCheck.check(parameters, x -> block.forward(x, graph, y -> y), 1e-2, 2, 8, 1, 4);
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

  /** Every step of the window reaches the state, and no site sees another. */
  @Test
  void dilatedEncoderSeesTheWholeWindowOfItsSite() {
    DilatedEncoder layer = new DilatedEncoder(new Parameters(root, 2), 1, 12, 4);
    float[] x = Initialiser.normal(1).values(new Random(1), 12 * 2);
    float[] before = layer.forward(Ops.tensor(root, x, 1, 1, 12, 2)).toFloatArray();
    for (int t = 0; t < 12; t++) {
      float[] changed = x.clone();
      changed[t * 2] += 1;
      float[] after = layer.forward(Ops.tensor(root, changed, 1, 1, 12, 2)).toFloatArray();
      assertThat(after[0]).as("site 0, step %d", t).isNotEqualTo(before[0]);
      assertThat(after[1]).as("site 1, step %d", t).isEqualTo(before[1]);
    }
  }
}
