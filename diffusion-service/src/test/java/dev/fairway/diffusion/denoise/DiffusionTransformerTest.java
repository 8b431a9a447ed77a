package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiffusionTransformerTest {

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void aBlockBeginsAsTheIdentity() {
    Parameters parameters = new Parameters(root, 1);
    DiTBlock block =
        new DiTBlock(
            parameters,
            8,
            2,
            new SoftmaxAttention(),
            new AttentionTap(1, "time"),
            new AttentionTap(2, "nodes"));
    NDArray x = random(2, 3, 4, 8);
    NDArray condition = random(2, 8);
    assertThat(block.forward(x, condition, Trace.NONE).toFloatArray()).isEqualTo(x.toFloatArray());
    RingRoad.randomise(parameters, 3);
    assertThat(block.forward(x, condition, Trace.NONE).toFloatArray())
        .isNotEqualTo(x.toFloatArray());
  }

  @Test
  void patchesJoinToWhatTheyWereCutFrom() {
    NDArray x = random(2, 3, 12, 5);
    for (int size : new int[] {1, 2, 3, 12}) {
      Patches patches = new Patches(size);
      NDArray cut = patches.of(x);
      assertThat(cut.getShape().getShape()).containsExactly(2, 12 / size, 5, 3L * size);
      assertThat(patches.joined(cut, 3).toFloatArray()).isEqualTo(x.toFloatArray());
    }
    // A patch holds one node's steps: channel by channel, in a row.
    assertThat(new Patches(3).of(x).get("1, 2, 4").toFloatArray())
        .isEqualTo(x.get("1, :, 6:9, 4").toFloatArray());
    assertThatThrownBy(() -> new Patches(5).of(x)).hasMessageContaining("12 steps");
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new DiTShape(10, 1, 4, 1, 0, NodeAttention.FULL, Conditioning.PLAIN))
        .hasMessageContaining("width 10")
        .hasMessageContaining("4 heads");
    assertThatThrownBy(() -> new UViTShape(8, 2, 2, 1, 0, Conditioning.PLAIN))
        .hasMessageContaining("2 blocks");
  }

  private NDArray random(long... shape) {
    Random random = new Random(5);
    int size = 1;
    for (long axis : shape) {
      size *= (int) axis;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Ops.tensor(root, values, shape);
  }
}
