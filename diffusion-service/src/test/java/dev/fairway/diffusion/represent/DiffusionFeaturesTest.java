package dev.fairway.diffusion.represent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    TrafficSeries series = RingRoad.wave(SITES, 60);
    for (int t = 0; t < 60; t += 2) {
      series.clear(t, t % SITES, t % 3 % 2);
    }
    return series;
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
