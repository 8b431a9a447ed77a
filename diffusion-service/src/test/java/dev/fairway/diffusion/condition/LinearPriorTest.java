package dev.fairway.diffusion.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.TensorEngine;
import org.junit.jupiter.api.Test;

class LinearPriorTest {

  /** Two sites side by side: one with a gap inside and open ends, one with nothing given. */
  @Test
  void straightBetweenLevelOutsideNothingWithoutAny() {
    try (NDManager root = TensorEngine.newRoot()) {
      float no = 99;
      NDArray given =
          Ops.tensor(root, new float[] {no, no, 2, no, no, no, no, no, 8, no, no, no}, 1, 1, 6, 2);
      NDArray mask = Ops.tensor(root, new float[] {0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0}, 1, 1, 6, 2);
      assertThat(LinearPrior.of(given, mask).toFloatArray())
          .containsExactly(new float[] {2, 0, 2, 0, 4, 0, 6, 0, 8, 0, 8, 0}, within(1e-6f));
    }
  }

  @Test
  void windowsAndChannelsAreApart() {
    try (NDManager root = TensorEngine.newRoot()) {
      NDArray given = Ops.tensor(root, new float[] {1, 5, 5, 3, 7, 7, 7, 7}, 2, 2, 2, 1);
      NDArray mask = Ops.tensor(root, new float[] {1, 0, 0, 1, 0, 0, 1, 1}, 2, 2, 2, 1);
      assertThat(LinearPrior.of(given, mask).toFloatArray())
          .containsExactly(1, 1, 3, 3, 0, 0, 7, 7);
    }
  }
}
