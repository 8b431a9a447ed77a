package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.TinyTown.Windows;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class GraphTemporalUNetTest {

  @Test
  void timeIsHalvedTwiceAndDoubledTwice() {
    try (NDManager root = TensorEngine.newRoot();
        TensorScope scope = new TensorScope(root)) {
      Denoiser net =
          new UNetShape(8, 1, TinyTown.TOLD)
              .denoiser(root, new Parameters(root, 1), TinyTown.CHANNELS, TinyTown.network());
      Activations activations = new Activations(new HashSet<>(net.taps()));
      net.forward(Windows.random(12, 6).in(scope), activations);
      int[] steps = {12, 6, 3, 6, 12};
      for (Tap tap : net.taps()) {
        assertThat(activations.get(tap).getShape().getShape())
            .containsExactly(2, 8, steps[tap.number() - 1], TinyTown.SITES);
      }
      assertThat(net.tap(3).name()).isEqualTo("middle");
    }
  }
}
