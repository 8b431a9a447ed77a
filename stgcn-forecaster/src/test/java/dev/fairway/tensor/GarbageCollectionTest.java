package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gradient must survive a garbage collection between the forward and the backward pass. */
class GarbageCollectionTest {

  @Test
  void gradientsSurviveACollection() {
    try (NDManager root = TensorEngine.newRoot()) {
      for (int trial = 0; trial < 10; trial++) {
        float[] gradient = GradientMode.on(() -> gradient(root));
        // mse 9 x; huber clip(x, 1.5) / 2; pinball 0.1 / 2 above the target, -0.9 / 2 below
        assertThat(gradient[0]).isCloseTo(9f + 0.5f + 0.05f, within(1e-5f));
        assertThat(gradient[1]).isCloseTo(-18f - 0.75f - 0.45f, within(1e-5f));
        assertThat(gradient[2]).isZero();
      }
    }
  }

  private static float[] gradient(NDManager root) {
    try (TensorScope scope = new TensorScope(root)) {
      NDArray x = scope.tensor(new float[] {1, -2, 3}, 3);
      x.setRequiresGradient(true);
      NDArray mask = scope.tensor(new float[] {1, 1, 0}, 3);
      NDArray target = scope.tensor(new float[] {0, 0, 0}, 3);
      NDArray loss =
          Losses.mse(Ops.scale(x, 3), target, mask)
              .add(Losses.huber(x, target, mask, 1.5))
              .add(Losses.pinball(x, target, mask, 0.9));
      litter();
      Gradients.backward(loss);
      return Gradients.of(x, scope.manager()).orElseThrow().toFloatArray();
    }
  }

  /** Frees what nobody holds and writes over it. */
  private static void litter() {
    System.gc();
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 12);
      while (buffer.hasRemaining()) {
        buffer.put((byte) 0x7F);
      }
      buffers.add(buffer);
    }
    assertThat(buffers).hasSize(2000);
  }
}
