package dev.fairway.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.DiTShape;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.denoise.UViTShape;
import dev.fairway.diffusion.process.CleanPrediction;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.EdmPreconditioning;
import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoisePrediction;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VarianceExploding;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.diffusion.scale.Expectation;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiffusionModelTest {

  private static final int SITES = 4;

  @TempDir Path directory;
  private ModelBundle bundle;
  private DiffusionModel model;

  @BeforeEach
  void open() throws IOException, BundleException {
    bundle = RingRoad.randomBundle(directory, SITES, 1);
    model = DiffusionModel.open(bundle.directory());
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void aBundleSaysWhatWasWritten() {
    assertThat(model.id()).isEqualTo(bundle.id());
    assertThat(model.architecture()).isEqualTo(RingRoad.architecture(RingRoad.UNET));
    assertThat(model.measured().network().hash())
        .isEqualTo(RingRoad.measured(SITES).network().hash());
    assertThat(model.measured().channels()).isEqualTo(RingRoad.measured(SITES).channels());
    assertThat(model.representationWidth()).isEqualTo(8);
  }

  @Test
  void observedCellsComeBackBitForBitAndHolesWithinWhatIsPossible() {
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    Imputation filled = model.impute(window, 1);
    int holes = 0;
    for (int i = 0; i < window.values().length; i++) {
      if (window.observed()[i]) {
        assertThat(Float.floatToRawIntBits(filled.values()[i]))
            .isEqualTo(Float.floatToRawIntBits(window.values()[i]));
        assertThat(filled.spread()[i]).isZero();
      } else {
        holes++;
        int channel = i / (RingRoad.STEPS * SITES);
        assertThat(filled.values()[i]).isBetween(-1e-3f, channel == 0 ? 5000.01f : 70.001f);
        assertThat(filled.spread()[i]).isPositive();
      }
    }
    assertThat(holes).isPositive();
  }

  /** One look from noise is the mean: of a denoiser that knows nothing, that of kriging. */
  @Test
  void oneThatHasLearnedNothingFillsHolesAsKrigingDoes() {
    MeasuredNetwork measured = RingRoad.measured(SITES);
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    ModelWeights untrained =
        RingRoad.weights(SITES, RingRoad.firstWeights(RingRoad.UNET, measured, 1));
    try (DiffusionModel begun =
        DiffusionModel.of(measured, RingRoad.architecture(RingRoad.UNET), untrained)) {
      ResidualScaler scaler = begun.scaler();
      Expectation expected = scaler.expected(scaler.scaled(window), window.observed());
      float[] filled = scaler.scaled(window.complete(oneLook(begun, window)));
      for (int cell = 0; cell < filled.length; cell++) {
        if (!window.observed()[cell]) {
          assertThat(expected.distance(filled[cell], cell)).isCloseTo(0, within(0.1));
          assertThat(expected.deviation()[cell]).isLessThan(1);
        }
      }
    }
  }

  /** A bundle of the time before there was kriging: it fills as it did. */
  @Test
  void oneWithoutKrigingStartsFromWhatIsUsual() {
    MeasuredNetwork measured = RingRoad.measured(SITES);
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    ModelWeights untrained =
        RingRoad.weights(SITES, RingRoad.firstWeights(RingRoad.UNET, measured, 1));
    Map<String, HostTensor> scaler = new TreeMap<>(untrained.scaler());
    scaler.keySet().removeIf(name -> name.startsWith("kriging-"));
    try (DiffusionModel old =
        DiffusionModel.of(
            measured,
            RingRoad.architecture(RingRoad.UNET),
            new ModelWeights(scaler, untrained.denoiser(), Map.of()))) {
      float[] filled = old.scaler().scaled(window.complete(oneLook(old, window)));
      for (int cell = 0; cell < filled.length; cell++) {
        if (!window.observed()[cell]) {
          assertThat(filled[cell]).isCloseTo(0, within(0.1f));
        }
      }
    }
  }

  private static float[] oneLook(DiffusionModel model, TrafficWindow window) {
    return model
        .impute(window, new ImputePlan(SamplerKind.DDIM, 1, 1), 1, Checkpoint.NONE)
        .values();
  }

  static Stream<DenoiserShape> backbones() {
    return Stream.of(
        RingRoad.UNET,
        new UNetShape(8, 1, new Conditioning(true, 0)),
        new DiTShape(8, 2, 2, 3, 2, NodeAttention.FULL, Conditioning.PLAIN),
        new DiTShape(8, 2, 2, 4, 2, NodeAttention.NEIGHBOURS, new Conditioning(true, 2)),
        new DiTShape(8, 2, 2, 3, 0, NodeAttention.LINEAR, Conditioning.PLAIN),
        new UViTShape(8, 3, 2, 5, 2, new Conditioning(true, 2)));
  }

  /** Single cells, and the future of all sites: one denoiser imputes and forecasts. */
  @ParameterizedTest
  @MethodSource("backbones")
  void noBackboneAltersWhatWasObserved(DenoiserShape shape) throws IOException {
    DiffusionArchitecture architecture = RingRoad.architecture(shape);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.treeToValue(json.valueToTree(architecture), DiffusionArchitecture.class))
        .isEqualTo(architecture);
    MeasuredNetwork measured = RingRoad.measured(SITES);
    TrafficWindow future = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    for (int i = 0; i < future.observed().length; i++) {
      future.observed()[i] = i / SITES % RingRoad.STEPS < 8;
    }
    try (DiffusionModel net =
        DiffusionModel.of(
            measured,
            architecture,
            RingRoad.weights(SITES, RingRoad.randomWeights(shape, measured, 3)))) {
      for (TrafficWindow window : List.of(RingRoad.windowWithHoles(SITES), future)) {
        Imputation filled = net.impute(window, 1);
        for (int i = 0; i < window.values().length; i++) {
          if (window.observed()[i]) {
            assertThat(Float.floatToRawIntBits(filled.values()[i]))
                .isEqualTo(Float.floatToRawIntBits(window.values()[i]));
            assertThat(filled.spread()[i]).isZero();
          } else {
            assertThat(filled.values()[i]).isFinite();
            assertThat(filled.spread()[i]).isPositive();
          }
        }
      }
      TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
      for (Tap tap : net.taps()) {
        assertThat(net.encode(whole, new EncodePlan(0.2, tap.number()), 1)).hasSize(SITES * 8);
      }
    }
  }

  @Test
  void aCardWhoseTapIsNoneOfTheDenoisersIsRefused() {
    MeasuredNetwork measured = RingRoad.measured(SITES);
    DiffusionArchitecture architecture =
        RingRoad.architecture(new DiTShape(8, 2, 2, 3, 2, NodeAttention.FULL, Conditioning.PLAIN));
    DiffusionArchitecture beyond =
        new DiffusionArchitecture(
            architecture.denoiser(),
            architecture.steps(),
            architecture.noise(),
            new EncodePlan(0.2, 3),
            architecture.impute());
    byte[] weights = RingRoad.randomWeights(architecture.denoiser(), measured, 3);
    assertThatThrownBy(() -> DiffusionModel.of(measured, beyond, RingRoad.weights(SITES, weights)))
        .hasMessage("Tap 3 is none of 1..2");
  }

  @Test
  void theSeedDecides() {
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    assertThat(model.impute(window, 5).values())
        .isEqualTo(model.impute(window, 5).values())
        .isNotEqualTo(model.impute(window, 6).values());
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    assertThat(model.encode(whole, 5))
        .hasSize(SITES * 8)
        .isEqualTo(model.encode(whole, 5))
        .isNotEqualTo(model.encode(whole, 6));
  }

  @Test
  void levelAndTapChangeTheRepresentation() {
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    float[] standard = model.encode(whole, 5);
    assertThat(model.encode(whole, new EncodePlan(0.2, 3), 5)).isNotEqualTo(standard);
    assertThat(model.encode(whole, new EncodePlan(0.5, 2), 5)).isNotEqualTo(standard);
  }

  /** What is at a site leaves its trace there: the packing is [N, width]. */
  @Test
  void eachSiteHasItsOwnRow() {
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    float[] before = model.encode(whole, new EncodePlan(0.01, 1), 5);
    for (int t = 0; t < whole.steps(); t++) {
      whole.values()[whole.cell(0, t, 2)] += 1000;
    }
    float[] after = model.encode(whole, new EncodePlan(0.01, 1), 5);
    double[] change = new double[SITES];
    for (int i = 0; i < before.length; i++) {
      change[i / 8] += Math.abs(after[i] - before[i]);
    }
    for (int n = 0; n < SITES; n++) {
      assertThat(change[n]).isLessThanOrEqualTo(change[2]);
    }
  }

  static Stream<Arguments> plans() {
    NoisePlan chain =
        new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 100), new NoisePrediction());
    NoisePlan preserving = new NoisePlan(VariancePreserving.standard(), new CleanPrediction());
    NoisePlan exploding = new NoisePlan(new VarianceExploding(0.01, 50), new EdmPreconditioning(1));
    NoisePlan edm = new NoisePlan(EdmProcess.standard(), new EdmPreconditioning(1));
    NoisePlan flow = new NoisePlan(new FlowPath(), new VelocityPrediction());
    NoisePlan consistent =
        new NoisePlan(EdmProcess.standard(), new ConsistencyPrediction(0.002, 1));
    return Stream.of(
        Arguments.of(chain, SamplerKind.ANCESTRAL),
        Arguments.of(preserving, SamplerKind.REVERSE_SDE),
        Arguments.of(exploding, SamplerKind.DPM_SOLVER),
        Arguments.of(edm, SamplerKind.HEUN),
        Arguments.of(flow, SamplerKind.DDIM),
        Arguments.of(flow, SamplerKind.HEUN),
        Arguments.of(consistent, SamplerKind.CONSISTENCY));
  }

  /** Whatever process, prediction and sampler a card names: the window is filled and encoded. */
  @ParameterizedTest
  @MethodSource("plans")
  void everyProcessAndSamplerServes(NoisePlan noise, SamplerKind sampler) throws Exception {
    DiffusionArchitecture standard = RingRoad.architecture(RingRoad.UNET);
    DiffusionArchitecture other =
        new DiffusionArchitecture(
            standard.denoiser(),
            standard.steps(),
            noise,
            standard.encode(),
            new ImputePlan(sampler, 5, 2));
    byte[] weights = bundle.file(DiffusionModel.WEIGHTS_FILE);
    TrafficWindow holes = RingRoad.windowWithHoles(SITES);
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    try (DiffusionModel served =
        DiffusionModel.of(RingRoad.measured(SITES), other, RingRoad.weights(SITES, weights))) {
      float[] filled = served.impute(holes, 1).values();
      for (int i = 0; i < filled.length; i++) {
        if (holes.observed()[i]) {
          assertThat(filled[i]).isEqualTo(holes.values()[i]);
        }
        assertThat(filled[i]).isBetween(-1e-3f, 5000.01f);
      }
      for (float feature : served.encode(whole, 1)) {
        assertThat(feature).isFinite();
      }
    }
  }

  @Test
  void aSamplerThatCannotWorkWithTheProcessIsRefused() {
    DiffusionArchitecture standard = RingRoad.architecture(RingRoad.UNET);
    assertThatThrownBy(
            () ->
                new DiffusionArchitecture(
                    standard.denoiser(),
                    standard.steps(),
                    new NoisePlan(new FlowPath(), new VelocityPrediction()),
                    standard.encode(),
                    new ImputePlan(SamplerKind.REVERSE_SDE, 5, 2)))
        .hasMessageContaining("no finite drift");
  }

  @Test
  void samplesAreWholeWindows() {
    List<TrafficWindow> windows =
        model.sample(
            RingRoad.START, new ImputePlan(SamplerKind.ANCESTRAL, 3, 2), 9, Checkpoint.NONE);
    assertThat(windows).hasSize(2);
    windows.forEach(DiffusionModel::requireComplete);
    assertThat(windows.get(0).values()).isNotEqualTo(windows.get(1).values());
    windows.forEach(model::requireFits);
  }

  @Test
  void aCallerWhoGaveUpStopsTheWork() {
    int[] evaluations = {0};
    Checkpoint afterTwo =
        () -> {
          if (++evaluations[0] > 2) {
            throw new IllegalStateException("given up");
          }
        };
    assertThatThrownBy(
            () ->
                model.impute(
                    RingRoad.windowWithHoles(SITES),
                    new ImputePlan(SamplerKind.DDIM, 50, 1),
                    1,
                    afterTwo))
        .hasMessage("given up");
    assertThat(evaluations[0]).isEqualTo(3);
  }

  /** The same cells on the next day, on which the same is usual. */
  private static TrafficWindow later(TrafficWindow window) {
    return new TrafficWindow(
        window.start().plus(Duration.ofDays(1)),
        window.interval(),
        window.channels(),
        window.steps(),
        window.sites(),
        window.values(),
        window.observed());
  }

  private float[] guided(TrafficWindow window, double guidance) {
    return model
        .impute(window, new ImputePlan(SamplerKind.DDIM, 4, 1, guidance), 1, Checkpoint.NONE)
        .values();
  }

  @Test
  void guidanceWeighsWhatTheClockSays() {
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    float[] told = guided(window, 1);
    assertThat(told)
        .isEqualTo(
            model
                .impute(window, new ImputePlan(SamplerKind.DDIM, 4, 1), 1, Checkpoint.NONE)
                .values())
        .isNotEqualTo(guided(later(window), 1));
    // Without weight it is not told what time it is.
    assertThat(guided(window, 0)).isEqualTo(guided(later(window), 0)).isNotEqualTo(told);
    float[] exaggerated = guided(window, 3);
    assertThat(exaggerated).isNotEqualTo(told).isNotEqualTo(guided(window, 2));
    for (int i = 0; i < exaggerated.length; i++) {
      if (window.observed()[i]) {
        assertThat(exaggerated[i]).isEqualTo(window.values()[i]);
      }
      assertThat(exaggerated[i]).isBetween(-1e-3f, 5000.01f);
    }
  }

  @Test
  void onlyGuidanceBeyondOneCostsASecondEvaluation() {
    int[] evaluations = {0};
    for (double guidance : new double[] {0, 1, 2}) {
      model.impute(
          RingRoad.windowWithHoles(SITES),
          new ImputePlan(SamplerKind.DDIM, 4, 1, guidance),
          1,
          () -> evaluations[0]++);
      assertThat(evaluations[0]).isEqualTo(guidance == 2 ? 8 : 4);
      evaluations[0] = 0;
    }
    assertThatThrownBy(() -> new ImputePlan(SamplerKind.DDIM, 4, 1, -1.0))
        .hasMessageContaining("-1.0 is negative");
  }

  @Test
  void aCardWithoutGuidanceHasNone() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    assertThat(
            json.readValue(
                "{\"sampler\":\"ddim\",\"evaluations\":4,\"samples\":3}", ImputePlan.class))
        .isEqualTo(new ImputePlan(SamplerKind.DDIM, 4, 3));
  }

  @Test
  void windowsThatDoNotFitAreRefused() {
    TrafficWindow holes = RingRoad.windowWithHoles(SITES);
    assertThatThrownBy(() -> model.encode(holes, 1)).hasMessageContaining("32 of the window's 96");
    TrafficWindow small = RingRoad.windowWithHoles(3);
    assertThatThrownBy(() -> model.impute(small, 1))
        .hasMessageContaining("(2, 12, 3)")
        .hasMessageContaining("(2, 12, 4)");
  }

  @Test
  void changedWeightsAreRefused() throws IOException {
    Path weights = bundle.directory().resolve(DiffusionModel.WEIGHTS_FILE);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertThatThrownBy(() -> DiffusionModel.open(bundle.directory()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("SHA-256");
  }
}
