package dev.fairway.diffusion.represent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.FittedSpan;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.SafeTensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionFeaturesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SITES = 4;
  private static final int FIRST = 10;

  @TempDir Path directory;
  private DiffusionModel model;

  @BeforeEach
  void open() throws Exception {
    model = DiffusionModel.of(RingRoad.randomBundle(directory, SITES, 1));
  }

  @AfterEach
  void close() {
    model.close();
  }

  private static TrafficSeries holed() {
    return RingRoad.waveWithHoles(SITES, 60);
  }

  /** No leak: neither through imputing, nor through what is usual, nor through the seed. */
  @Test
  void whatComesAfterAWindowChangesNoBitOfItsFeatures() {
    TrafficSeries other = holed();
    for (int t = FIRST + RingRoad.STEPS; t < other.steps(); t++) {
      for (int n = 0; n < SITES; n++) {
        other.set(t, n, 0, 4000);
        other.clear(t, n, 1);
      }
    }
    float[] features = new DiffusionFeatures(model, holed()).of(FIRST);
    assertThat(new DiffusionFeatures(model, other).of(FIRST)).isEqualTo(features);
    other.set(FIRST + RingRoad.STEPS - 1, 0, 0, 4000);
    assertThat(new DiffusionFeatures(model, other).of(FIRST)).isNotEqualTo(features);
  }

  /** A day that told the model what is usual is seen with what is usual on the others. */
  @Test
  void daysThatTheModelWasFittedToAreSeenAsNewOnes() throws Exception {
    TrafficSeries series = RingRoad.wave(SITES, 700);
    int fitted = 600;
    DiffusionModel model = fittedTo(series.slice(0, fitted));
    FittedScaler scaler = FittedScaler.fit(series.slice(0, fitted));
    TrafficWindow old = series.window(100, RingRoad.STEPS);
    TrafficWindow fresh = series.window(640, RingRoad.STEPS);
    try (DiffusionModel seen = model.over(series)) {
      assertThat(seen.scaler().scaled(old))
          .isEqualTo(scaler.whileTraining().scaled(old))
          .isNotEqualTo(model.scaler().scaled(old));
      assertThat(seen.scaler().scaled(fresh)).isEqualTo(scaler.trained().scaled(fresh));
      assertThat(seen.encode(fresh, 5)).isEqualTo(model.encode(fresh, 5));
      TrafficSeries other = RingRoad.wave(SITES, 700);
      other.set(50, 0, 0, 17);
      assertThat(model.over(other)).as("fitted to other values").isSameAs(model);
      assertThat(model.over(series.slice(10, 700))).as("not all of it is there").isSameAs(model);
    }
  }

  private DiffusionModel fittedTo(TrafficSeries training) throws Exception {
    ModelBundle random = RingRoad.randomBundle(directory, SITES, 1);
    return DiffusionModel.of(
        random.rewrite(
            directory,
            random.card(),
            Map.of(
                ModelWeights.SCALER_FILE,
                SafeTensors.write(FittedScaler.fit(training).tensors()),
                FittedSpan.FILE,
                FittedSpan.of(training).toBytes())));
  }

  @Test
  void theSizesAreTheModels() {
    DiffusionFeatures features = new DiffusionFeatures(model, holed());
    assertThat(features.steps()).isEqualTo(RingRoad.STEPS);
    assertThat(features.size()).isEqualTo(8);
    assertThat(features.of(FIRST)).hasSize(SITES * 8).isEqualTo(features.encode(FIRST));
  }

  @Test
  void twoTapsGiveWhatEachGivesJoinedSiteBySite() {
    TrafficWindow window = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    float[] second = model.encode(window, new EncodePlan(0.3, 2), 5);
    float[] fourth = model.encode(window, new EncodePlan(0.3, 4), 5);
    float[] both = model.encode(window, new EncodePlan(0.3, List.of(4, 2)), 5);
    assertThat(both).hasSize(SITES * 16);
    for (int n = 0; n < SITES; n++) {
      assertThat(Arrays.copyOfRange(both, n * 16, n * 16 + 8))
          .isEqualTo(Arrays.copyOfRange(fourth, n * 8, (n + 1) * 8));
      assertThat(Arrays.copyOfRange(both, n * 16 + 8, (n + 1) * 16))
          .isEqualTo(Arrays.copyOfRange(second, n * 8, (n + 1) * 8));
    }
  }

  /** Yesterday's bundle must load tomorrow. */
  @Test
  void aCardOfTheTimeBeforeThereCouldBeSeveralTapsIsRead() throws Exception {
    assertThat(JSON.readValue("{\"noiseLevel\": 0.2, \"tap\": 4}", EncodePlan.class))
        .isEqualTo(new EncodePlan(0.2, 4));
    EncodePlan two = new EncodePlan(0.2, List.of(4, 1));
    assertThat(JSON.readValue(JSON.writeValueAsString(two), EncodePlan.class)).isEqualTo(two);
  }
}
