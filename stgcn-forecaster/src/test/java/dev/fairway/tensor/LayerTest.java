package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerTest {

  private final NDManager root = TensorEngine.newRoot();
  private final List<NDArray> seen = new ArrayList<>();

  @AfterEach
  void close() {
    root.close();
  }

  private NDArray doubled(NDArray x) {
    seen.add(x);
    return x.add(x);
  }

  @Test
  void aChainAppliesItsLayersInOrderAndFreesWhatLiesBetween() {
    NDArray x = Ops.tensor(root, new float[] {1, 2}, 2);
    NDArray y = Layer.chain(List.of(this::doubled, z -> z.square(), this::doubled)).forward(x);

    assertThat(y.toFloatArray()).containsExactly(8, 32);
    assertThat(seen.get(1).isReleased()).isTrue();
    assertThat(x.isReleased()).isFalse();
  }

  /** What a layer hands through is its giver's to free. */
  @Test
  void layersThatDoNothingFreeNothing() {
    NDArray x = Ops.tensor(root, new float[] {1, 2}, 2);
    Layer nothing = z -> z;

    assertThat(nothing.then(nothing).forward(x)).isSameAs(x);
    assertThat(nothing.then(this::doubled).then(nothing).forward(x).toFloatArray())
        .containsExactly(2, 4);
    assertThat(x.isReleased()).isFalse();
  }

  /** The gradient holds what it needs of a result that is freed. */
  @Test
  void whatIsFreedStillHasItsGradient() {
    NDArray x = Ops.tensor(root, new float[] {1, 2}, 2);
    x.setRequiresGradient(true);
    Layer square = z -> z.square();

    GradientMode.on(
        () -> {
          NDArray sum = square.then(NDArray::square).then(NDArray::sum).forward(x);
          Gradients.backward(sum);
          return sum;
        });

    assertThat(Gradients.of(x, root).orElseThrow().toFloatArray()).containsExactly(4, 32);
  }

  @Test
  void modulationIsScaleAndShiftBeforeTheSilu() {
    try (NDManager root = TensorEngine.newRoot()) {
      NDArray x = Ops.tensor(root, new float[] {1, -2, 3, 0.5f}, 2, 2);
      NDArray scale = Ops.tensor(root, new float[] {0.5f, -1}, 2, 1);
      NDArray shift = Ops.tensor(root, new float[] {2, -3}, 2, 1);
      assertThat(Ops.modulatedSilu(x, scale, shift).toFloatArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(Ops.silu(x.add(x.mul(scale)).add(shift)).toFloatArray());
    }
  }
}
