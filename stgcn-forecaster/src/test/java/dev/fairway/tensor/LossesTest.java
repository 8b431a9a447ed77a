package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LossesTest {

  private final NDManager root = TensorEngine.newRoot();
  private NDArray prediction;
  private NDArray target;
  private NDArray mask;

  @BeforeEach
  void create() {
    prediction = Ops.tensor(root, new float[] {1, 2, 3, 1000}, 4);
    target = Ops.tensor(root, new float[] {2, 2, 0, 0}, 4);
    mask = Ops.tensor(root, new float[] {1, 1, 1, 0}, 4);
  }

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void closedForms() {
    assertThat(Losses.mae(prediction, target, mask).getFloat()).isCloseTo(4 / 3f, within(1e-6f));
    assertThat(Losses.mse(prediction, target, mask).getFloat()).isCloseTo(10 / 3f, within(1e-6f));
    // 1/2, 0, 2 * 3 - 2 = 4
    assertThat(Losses.huber(prediction, target, mask, 2).getFloat())
        .isCloseTo(4.5f / 3, within(1e-6f));
    // target above by 1: 0.9; target below by 3: 0.1 * 3
    assertThat(Losses.pinball(prediction, target, mask, 0.9).getFloat())
        .isCloseTo(1.2f / 3, within(1e-6f));
  }

  @Test
  void nothingObservedIsZeroNotNaN() {
    assertThat(Losses.mae(prediction, target, mask.zerosLike()).getFloat()).isZero();
  }

  /** One mask for several channels counts each of them. */
  @Test
  void aBroadcastMaskCountsEveryCell() {
    NDArray p = Ops.tensor(root, new float[] {1, 2, 3, 4}, 2, 2);
    NDArray one = Ops.tensor(root, new float[] {1, 0}, 1, 2);
    assertThat(Losses.mae(p, p.zerosLike(), one).getFloat()).isEqualTo(2f);
  }

  /** The pinball loss over many draws is smallest at the quantile. */
  @Test
  void pinballIsSmallestAtTheQuantile() {
    NDArray draws = Ops.tensor(root, Initialiser.uniform(1).values(new Random(1), 20000), 20000);
    NDArray all = draws.onesLike();
    float at = pinballAt(draws, all, 0.6f); // the 0.8 quantile of U(-1, 1)
    assertThat(at).isLessThan(pinballAt(draws, all, 0.5f)).isLessThan(pinballAt(draws, all, 0.7f));
  }

  private float pinballAt(NDArray draws, NDArray all, float quantile) {
    NDArray guess = Ops.scale(all, quantile);
    return Losses.pinball(guess, draws, all, 0.8).getFloat();
  }
}
