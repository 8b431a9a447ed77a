package dev.fairway.diffusion.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.Representation;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.forecast.TunedEncoder;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunedDenoiserTest {

  private static final Clock CLOCK = Clock.fixed(RingRoad.START, ZoneOffset.UTC);
  private static final int SITES = 4;
  private static final TrafficSeries SERIES = RingRoad.wave(SITES, 160);
  private static final ChronologicalSplit SPLIT =
      ChronologicalSplit.byFractions(SERIES.steps(), 0.6, 0.2);

  @TempDir Path directory;
  private ModelBundle source;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @BeforeEach
  void bundle() throws Exception {
    source = RingRoad.randomBundle(directory, SITES, 1);
  }

  private TunedDenoiser encoder(double jointWeight) throws Exception {
    return new TunedDenoiser(
        source, SERIES, SPLIT, jointWeight, directory, 3, () -> source.card().provenance());
  }

  /** In a batch, and where gradients flow, a window has the features that the service gives it. */
  @Test
  void itStartsAsTheEncoderThatItWas() throws Exception {
    List<TrafficWindow> windows =
        List.of(SERIES.window(3, RingRoad.STEPS), SERIES.window(40, RingRoad.STEPS));
    long[] seeds = {7, 8};
    try (TunedDenoiser encoder = encoder(0);
        DiffusionModel model = DiffusionModel.of(source);
        NDManager root = TensorEngine.newRoot();
        Parameters parameters = new Parameters(root, 5)) {
      TunedEncoder.Layers layers = encoder.layers(root, parameters.in("encoder"));
      float[] both =
          GradientMode.off(
              () -> {
                try (TensorScope scope = new TensorScope(root)) {
                  scope.lend(parameters);
                  return layers.features(scope, windows, seeds).toFloatArray();
                }
              });
      int size = encoder.size();
      for (int b = 0; b < 2; b++) {
        float[] served = model.encode(windows.get(b), seeds[b]);
        for (int n = 0; n < SITES; n++) {
          for (int d = 0; d < size; d++) {
            assertThat(both[(b * size + d) * SITES + n])
                .isCloseTo(served[n * size + d], within(1e-5f));
          }
        }
      }
    }
  }

  private ModelBundle trained(TunedDenoiser encoder) throws Exception {
    TrainingPlan plan =
        new TrainingPlan(0.6, 0.2, 16, 2, 48, 1000, 20, 1e-2, 1e-4, 0.5, Duration.ofHours(1), 4);
    return new ForecasterTrainer(
            SERIES,
            ModernConfig.standard(),
            plan,
            HoleFiller::seasonal,
            Additions.of(new Representation.Tuned(encoder)),
            CLOCK)
        .train(directory, directory.resolve("work"), "test", progress -> {});
  }

  /** What it has become is a diffusion model, which the forecaster names as its encoder. */
  @Test
  void itLearnsAndIsServed() throws Exception {
    try (TunedDenoiser encoder = encoder(0)) {
      ModelBundle bundle = trained(encoder);
      DiffusionModel learned = encoder.learned(StgcnBundles.encoder(bundle.card()).orElseThrow());
      assertThat(learned.id()).isNotEqualTo(source.id());
      ModelBundle written =
          ModelBundle.open(
              directory.resolve(ModelBundle.directoryName(DiffusionModel.KIND, learned.id())));
      assertThat(written.id()).isEqualTo(learned.id());
      assertThat(moved(written)).isGreaterThan(0);
      assertThat(written.card().scores()).containsKey("imputation-mae/flow");
      try (StgcnForecaster forecaster = StgcnBundles.load(bundle, SERIES.measured())) {
        assertThat(forecaster.encoder()).isEqualTo(Optional.of(learned.id()));
      }
    }
  }

  /** The joint loss teaches something else than the forecast's alone; each is repeatable. */
  @Test
  void itsOwnLossTakesPart() throws Exception {
    assertThat(learnedId(0.5)).isEqualTo(learnedId(0.5)).isNotEqualTo(learnedId(0));
  }

  private String learnedId(double jointWeight) throws Exception {
    try (TunedDenoiser encoder = encoder(jointWeight)) {
      return StgcnBundles.encoder(trained(encoder).card()).orElseThrow();
    }
  }

  private double moved(ModelBundle learned) throws Exception {
    var before = SafeTensors.read(source.file(DiffusionModel.WEIGHTS_FILE));
    var after = SafeTensors.read(learned.file(DiffusionModel.WEIGHTS_FILE));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    return before.keySet().stream()
        .filter(name -> !Arrays.equals(before.get(name).values(), after.get(name).values()))
        .count();
  }

  @Test
  void anAttackDoesNotGoThroughIt() throws Exception {
    try (TunedDenoiser encoder = encoder(0)) {
      Additions additions = Additions.of(new Representation.Tuned(encoder));
      assertThatThrownBy(() -> additions.attacked(Attack.of(0.1, 2, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frozen");
    }
  }
}
