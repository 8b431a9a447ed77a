package dev.fairway.diffusion.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.RingRoad;
import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Sites in pairs that share a process x(t) = a x(t-1) + ..., each with noise of its own: of that,
 * kept, memory and correlations are known.
 */
class KrigingTest {

  private static final int SITES = 4;
  private static final int STEPS = 60_000;
  private static final double MEMORY = 8;
  private static final double KEPT = 0.8;
  private static final TrafficNetwork RING = RingRoad.measured(SITES).network();

  /** Sites 0 and 1 go together, and 2 and 3. Their variance is 1 as it was drawn, as is assumed. */
  private static float[][] pairs(double arrives) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] drawn = new double[SITES][STEPS];
    double decay = Math.exp(-1 / MEMORY);
    double[] shared = {random.nextGaussian(), random.nextGaussian()};
    for (int step = 0; step < STEPS; step++) {
      for (int pair = 0; pair < 2; pair++) {
        shared[pair] = decay * shared[pair] + Math.sqrt(1 - decay * decay) * random.nextGaussian();
      }
      for (int site = 0; site < SITES; site++) {
        drawn[site][step] =
            Math.sqrt(KEPT) * shared[site / 2] + Math.sqrt(1 - KEPT) * random.nextGaussian();
      }
    }
    float[][] rows = new float[SITES][STEPS];
    for (int site = 0; site < SITES; site++) {
      double deviation = Math.sqrt(Arrays.stream(drawn[site]).map(x -> x * x).sum() / STEPS);
      for (int step = 0; step < STEPS; step++) {
        rows[site][step] =
            random.nextDouble() < arrives ? (float) (drawn[site][step] / deviation) : Float.NaN;
      }
    }
    return rows;
  }

  private static final Kriging LEARNED = new KrigingFit(RING, pairs(0.5)).fit();

  @Test
  void whatWasPutInIsFoundAlsoWhereHalfIsMissing() {
    assertThat(LEARNED.kept().values()[0]).isCloseTo((float) KEPT, within(0.05f));
    assertThat(LEARNED.memory().values()[0]).isCloseTo((float) MEMORY, within(1.0f));
    assertThat(Arrays.copyOf(LEARNED.neighbours().values(), 2 * SITES))
        .containsExactly(0, 1, 2, 3, 1, 0, 3, 2);
    assertThat(LEARNED.correlations().values()[SITES]).isCloseTo((float) KEPT, within(0.05f));
  }

  /** The conditional mean and variance of two numbers of correlation r. */
  @Test
  void ofOneGivenCellTheGuessIsTheClosedForm() {
    float[] scaled = new float[12 * SITES];
    boolean[] given = new boolean[scaled.length];
    scaled[5 * SITES] = 2;
    given[5 * SITES] = true;
    Expectation expected = LEARNED.of(scaled, given);
    for (int step = 0; step < 12; step++) {
      double r = LEARNED.kept().values()[0] * decay(step - 5);
      if (step != 5) {
        assertThat(expected.mean()[step * SITES]).isCloseTo((float) (2 * r), within(1e-5f));
        assertThat(expected.deviation()[step * SITES])
            .isCloseTo((float) Math.sqrt(1 - r * r), within(1e-5f));
      }
      double across = LEARNED.correlations().values()[SITES] * decay(step - 5);
      assertThat(expected.mean()[step * SITES + 1]).isCloseTo((float) (2 * across), within(0.02f));
    }
    assertThat(expected.mean()[5 * SITES]).isZero();
    assertThat(expected.deviation()[5 * SITES]).isOne();
  }

  private static double decay(int apart) {
    return Math.exp(-Math.abs(apart) / LEARNED.memory().values()[0]);
  }

  /** Distances have mean 0 and deviation 1 however much is given: what a denoiser starts from. */
  @Test
  void distancesFromWhatIsExpectedHaveUnitDeviation() {
    float[][] rows = pairs(1);
    SplittableRandom random = new SplittableRandom(5);
    double[] squares = new double[2];
    int[] counts = new int[2];
    for (int start = 0; start + 12 <= STEPS; start += 12) {
      float[] scaled = new float[12 * SITES];
      boolean[] given = new boolean[scaled.length];
      int much = start / 12 % 2;
      for (int cell = 0; cell < scaled.length; cell++) {
        scaled[cell] = rows[cell % SITES][start + cell / SITES];
        given[cell] = random.nextDouble() < (much == 1 ? 0.7 : 0.1);
      }
      Expectation expected = LEARNED.of(scaled, given);
      for (int cell = 0; cell < scaled.length; cell++) {
        if (!given[cell]) {
          squares[much] += Math.pow(expected.distance(scaled[cell], cell), 2);
          counts[much]++;
          assertThat(expected.scaled(expected.distance(scaled[cell], cell), cell))
              .isCloseTo(scaled[cell], within(1e-5));
        }
      }
    }
    assertThat(squares[0] / counts[0]).isCloseTo(1, within(0.06));
    assertThat(squares[1] / counts[1]).isCloseTo(1, within(0.06));
  }

  @Test
  void whereNothingIsGivenNothingIsExpected() {
    Expectation expected = LEARNED.of(new float[12 * SITES], new boolean[12 * SITES]);
    assertThat(expected.mean()).containsOnly(0);
    assertThat(expected.deviation()).containsOnly(1);
  }

  @Test
  void itComesBackFromItsTensorsAndOthersAreRefused() {
    Map<String, HostTensor> tensors = new TreeMap<>(LEARNED.tensors());
    assertThat(Kriging.of(tensors, 1, SITES)).contains(LEARNED);
    assertThat(Kriging.of(Map.of(), 1, SITES)).isEmpty();
    assertThatThrownBy(() -> Kriging.of(tensors, 2, SITES)).hasMessageContaining("kriging-");
    tensors.put("kriging-kept", new HostTensor(new long[] {1}, new float[] {1}));
    assertThatThrownBy(() -> Kriging.of(tensors, 1, SITES))
        .hasMessageContaining("kriging-kept holds 1.0");
    tensors.putAll(LEARNED.tensors());
    float[] elsewhere = LEARNED.neighbours().values().clone();
    elsewhere[1] = SITES;
    tensors.put("kriging-neighbours", new HostTensor(LEARNED.neighbours().shape(), elsewhere));
    assertThatThrownBy(() -> Kriging.of(tensors, 1, SITES))
        .hasMessageContaining("kriging-neighbours holds " + (float) SITES);
    tensors.putAll(LEARNED.tensors());
    tensors.remove("kriging-memory");
    assertThatThrownBy(() -> Kriging.of(tensors, 1, SITES))
        .hasMessageContaining("kriging-memory is missing");
  }

  /** Site 0 has gone, and the others stand in another order: what is expected goes along. */
  @Test
  void onAnotherNetworkSitesKeepTheirNeighbours() {
    TrafficNetwork other =
        new TrafficNetwork(
            "other",
            RING.kind(),
            List.of(RING.sites().get(3), RING.sites().get(1), RING.sites().get(2)),
            List.of(new Link("s3", "s1", 100)));
    float[] scaled = new float[12 * SITES];
    boolean[] given = new boolean[scaled.length];
    scaled[4 * SITES + 3] = 1.5f;
    given[4 * SITES + 3] = true;
    float[] fewer = new float[12 * 3];
    boolean[] fewerGiven = new boolean[fewer.length];
    fewer[4 * 3] = 1.5f;
    fewerGiven[4 * 3] = true;
    Expectation before = LEARNED.of(scaled, given);
    Expectation after = LEARNED.moved(RING, other).of(fewer, fewerGiven);
    for (int step = 0; step < 12; step++) {
      assertThat(after.mean()[step * 3]).isEqualTo(before.mean()[step * SITES + 3]);
      assertThat(after.mean()[step * 3 + 1]).isEqualTo(before.mean()[step * SITES + 1]);
      assertThat(after.mean()[step * 3 + 2]).isEqualTo(before.mean()[step * SITES + 2]);
    }
  }
}
