package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoisePrediction;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.Parameterisation;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeanLooksTest {

  private static final int SITES = 4;
  private static final int WINDOWS = 400;
  private static final double DRAWN = 0.3;

  private final NDManager root = TensorEngine.newRoot();
  private final double[] times = new double[WINDOWS];

  @AfterEach
  void close() {
    root.close();
  }

  private Pairing.Pairs pairs(Parameterisation prediction) {
    return pairs(new MeanLooks(noise(prediction)));
  }

  private Pairing.Pairs pairs(Pairing pairing) {
    TrafficSeries series = RingRoad.wave(SITES, 288);
    TrainingWindows windows =
        new TrainingWindows(
            series,
            new ChronologicalSplit.Part(0, series.steps()),
            RingRoad.STEPS,
            RingRoad.scaler(SITES).whileTraining(),
            0);
    WindowItems items =
        WindowItems.of(
            windows.draw(WINDOWS, new Random(1)),
            SpaceShape.CELLS.open(root, 2, RingRoad.STEPS, series.measured().network(), Map.of()));
    Arrays.fill(times, DRAWN);
    return pairing.of(items, times, new Random(2));
  }

  private static NoisePlan noise(Parameterisation prediction) {
    return new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100), prediction);
  }

  /** As the sampler of means asks: at the latest time, and of no noise. */
  @Test
  void aQuarterIsShownNoNoiseAtTheLatestTime() {
    Pairing.Pairs pairs = pairs(new VPrediction());
    int numbers = pairs.counts().length / WINDOWS;
    int asked = 0;
    for (int b = 0; b < WINDOWS; b++) {
      double[] noise =
          Arrays.copyOfRange(pairs.coupling().epsilon(), b * numbers, (b + 1) * numbers);
      boolean silent = Arrays.stream(noise).allMatch(e -> e == 0);
      assertThat(pairs.times()[b]).isEqualTo(silent ? noise(new VPrediction()).latest() : DRAWN);
      asked += silent ? 1 : 0;
    }
    // A hundred are expected; four standard deviations.
    assertThat(asked).isBetween(65, 135);
    assertThat(times).containsOnly(DRAWN);
  }

  @Test
  void whatIsJudgedIsTheLossItself() {
    assertThat(pairs(new MeanLooks(noise(new VPrediction())).judged()).times()).containsOnly(DRAWN);
  }

  /** Who predicts the noise has nothing to say where there is none to predict. */
  @Test
  void aTargetThatSaysNothingOfTheCleanIsNotAskedSo() {
    assertThat(pairs(new NoisePrediction()).times()).containsOnly(DRAWN);
  }
}
