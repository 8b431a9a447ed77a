package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What native code holds must survive a garbage collection at any time. */
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

  /** Building one takes Java's buffers over: while garbage is collected all the time, too. */
  @Test
  void sparseMatricesAreBuiltWhileGarbageIsCollected() throws InterruptedException {
    int size = 300;
    long[] rows = LongStream.range(0, size).toArray();
    long[] columns = LongStream.range(0, size).map(i -> (i + 1) % size).toArray();
    float[] values = new float[size];
    Arrays.fill(values, 2);
    AtomicBoolean done = new AtomicBoolean();
    Thread collector =
        new Thread(
            () -> {
              while (!done.get()) {
                litter();
              }
            });
    collector.start();
    try (NDManager root = TensorEngine.newRoot()) {
      for (int trial = 0; trial < 50; trial++) {
        try (TensorScope scope = new TensorScope(root)) {
          SparseMatrix shift = new SparseMatrix(scope.manager(), size, rows, columns, values);
          NDArray ones = scope.tensor(values, 1, size);
          assertThat(shift.forward(ones).toFloatArray()).containsOnly(4);
        }
      }
    } finally {
      done.set(true);
      collector.join();
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
