package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteVectorsTest {

  @Test
  void knownSitesKeepTheirVectorAndNewOnesGetTheMean() {
    HostTensor own = new HostTensor(new long[] {3, 2}, new float[] {1, 10, 2, 20, 6, 60});
    HostTensor other = new HostTensor(new long[] {1}, new float[] {5});
    Map<String, HostTensor> moved =
        SiteVectors.moved(
            Map.of("sites.own", own, "lift.weight", other),
            network("a", "b", "c"),
            network("c", "x", "a"));
    assertThat(moved.get("sites.own").shape()).containsExactly(3, 2);
    assertThat(moved.get("sites.own").values()).containsExactly(6, 60, 3, 30, 1, 10);
    assertThat(moved.get("lift.weight")).isSameAs(other);
    assertThat(SiteVectors.unknown(network("a", "b", "c"), network("c", "x", "a")))
        .containsExactly("x");
  }

  /** The same network in another order is the same network: what comes out is in that order. */
  @Test
  void theOrderOfTheSitesMeansNothing(@TempDir Path directory) throws IOException, BundleException {
    int[] order = {2, 0, 3, 1};
    MeasuredNetwork measured = RingRoad.measured(order.length);
    TrafficNetwork network = measured.network();
    MeasuredNetwork reordered =
        new MeasuredNetwork(
            new TrafficNetwork(
                network.id(),
                network.kind(),
                Arrays.stream(order).mapToObj(network.sites()::get).toList(),
                network.links()),
            measured.name(),
            measured.channels(),
            measured.interval(),
            measured.zone(),
            measured.lateness(),
            measured.attribution());
    ModelBundle bundle = RingRoad.randomBundle(directory, order.length, 1);
    Denoiser[] denoisers = new Denoiser[2];
    try (DiffusionModel model = DiffusionModel.of(bundle, d -> denoisers[0] = d);
        DiffusionModel moved = model.on(reordered, d -> denoisers[1] = d);
        NDManager scope = TensorEngine.newRoot()) {
      assertThat(moved.measured()).isEqualTo(reordered);
      float[] noisy = new float[2 * RingRoad.STEPS * order.length];
      Random random = new Random(3);
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] = (float) random.nextGaussian();
      }
      float[] expected = inOrder(predicted(denoisers[0], scope, noisy, order.length), order);
      float[] actual = predicted(denoisers[1], scope, inOrder(noisy, order), order.length);
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  private static float[] predicted(Denoiser denoiser, NDManager scope, float[] noisy, int sites) {
    long[] shape = {1, 2, RingRoad.STEPS, sites};
    float[] none = new float[noisy.length];
    return denoiser
        .forward(
            new DenoiserInput(
                Ops.tensor(scope, noisy, shape),
                Ops.tensor(scope, none, shape),
                Ops.tensor(scope, none, shape),
                Ops.tensor(scope, new float[StepContext.FEATURES], 1, StepContext.FEATURES)),
            Trace.NONE)
        .toFloatArray();
  }

  private static float[] inOrder(float[] values, int[] order) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i / order.length * order.length + order[i % order.length]];
    }
    return result;
  }

  private static TrafficNetwork network(String... sites) {
    return new TrafficNetwork(
        "n",
        NetworkKind.ROAD,
        Arrays.stream(sites).map(id -> new Site(id, id, Double.NaN, Double.NaN)).toList(),
        List.of());
  }
}
