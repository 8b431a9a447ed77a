package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.SiteVectors;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a ring of six sites to one of four others. */
class AdaptationTest {

  private static final Clock CLOCK = Clock.fixed(RingRoad.START, ZoneOffset.UTC);
  private static final TrafficSeries WAVE = RingRoad.wave(6, 600);
  private static final TrafficSeries ELSEWHERE = elsewhere(RingRoad.measured(4).channels());

  @TempDir static Path directory;
  private static ModelBundle source;

  @BeforeAll
  static void trainTheSource() throws Exception {
    TensorEngine.setThreads(1);
    source = trained(new DiffusionTrainer(settings(120, 5e-3), CLOCK), WAVE);
  }

  /** The same wave on a shorter ring, under other names. */
  private static TrafficSeries elsewhere(List<Channel> channels) {
    TrafficNetwork network =
        new TrafficNetwork(
            "elsewhere",
            NetworkKind.ROAD,
            IntStream.range(0, 4)
                .mapToObj(i -> new Site("e" + i, "site " + i, Double.NaN, Double.NaN))
                .toList(),
            IntStream.range(0, 4)
                .mapToObj(i -> new Link("e" + i, "e" + (i + 1) % 4, 700))
                .toList());
    TrafficSeries wave = RingRoad.wave(4, 400);
    MeasuredNetwork as = wave.measured();
    TrafficSeries series =
        new TrafficSeries(
            new MeasuredNetwork(
                network, "Elsewhere", channels, as.interval(), as.zone(), as.lateness(), ""),
            wave.start(),
            wave.steps());
    for (int t = 0; t < wave.steps(); t++) {
      for (int n = 0; n < 4; n++) {
        for (int c = 0; c < channels.size(); c++) {
          series.set(t, n, c, wave.value(t, n, c));
        }
      }
    }
    return series;
  }

  private static TrainingSettings settings(int steps, double rate) {
    return settings(steps, rate, SpaceShape.CELLS);
  }

  private static TrainingSettings settings(int steps, double rate, SpaceShape space) {
    return new TrainingSettings(
        RingRoad.STEPS,
        space,
        new UNetShape(16, 1, Conditioning.PLAIN),
        0.1,
        new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100), new VPrediction()),
        LossWeight.SIMPLE,
        new TrainingSettings.Optimisation(8, rate, 0.9, 1),
        new TrainingSettings.Budget(steps, Duration.ofHours(1), Math.max(1, steps / 4), 5),
        new EncodePlan(0.1, 4),
        new ImputePlan(SamplerKind.DDIM, 4, 2),
        7);
  }

  private static ModelBundle trained(DiffusionTrainer trainer, TrafficSeries series)
      throws Exception {
    return trainer.train(
        series,
        ChronologicalSplit.byFractions(series.steps(), 0.6, 0.2),
        directory,
        Optional.empty(),
        "test",
        progress -> {});
  }

  private static ModelBundle adapted(Adaptation adaptation, int steps, double rate)
      throws Exception {
    return trained(
        DiffusionTrainer.adapting(
            SourceModel.of(source, ELSEWHERE.measured()), adaptation, settings(steps, rate), CLOCK),
        ELSEWHERE);
  }

  private static Map<String, HostTensor> weights(ModelBundle bundle) throws Exception {
    return SafeTensors.read(bundle.file(DiffusionModel.WEIGHTS_FILE));
  }

  /** Before anything is learned it says, bit for bit, what the source says on this scale. */
  @ParameterizedTest
  @EnumSource(Adaptation.class)
  void beginsAsTheSource(Adaptation adaptation) throws Exception {
    ModelBundle bundle = adapted(adaptation, 1, 0);
    Map<String, HostTensor> moved =
        SiteVectors.moved(
            weights(source), WAVE.measured().network(), ELSEWHERE.measured().network());
    Map<String, HostTensor> scaler = SafeTensors.read(bundle.file(ModelWeights.SCALER_FILE));
    assertThat(scaler.keySet()).isNotEmpty();
    try (DiffusionModel expected = DiffusionModel.of(source);
        DiffusionModel onTarget =
            DiffusionModel.of(
                ELSEWHERE.measured(),
                expected.architecture(),
                new ModelWeights(scaler, moved, Map.of()));
        DiffusionModel actual = DiffusionModel.of(bundle)) {
      assertThat(actual.impute(RingRoad.windowWithHoles(4), 3).values())
          .isEqualTo(onTarget.impute(RingRoad.windowWithHoles(4), 3).values());
    }
  }

  @ParameterizedTest
  @EnumSource(Adaptation.class)
  void onlyItsPartIsLearned(Adaptation adaptation) throws Exception {
    ModelBundle bundle = adapted(adaptation, 40, 5e-3);
    DenoiserShape shape;
    try (DiffusionModel model = DiffusionModel.of(bundle)) {
      shape = model.architecture().denoiser();
    }
    Map<String, HostTensor> before =
        new TreeMap<>(
            SiteVectors.moved(
                weights(source), WAVE.measured().network(), ELSEWHERE.measured().network()));
    weights(adapted(adaptation, 1, 0)).forEach(before::putIfAbsent);
    weights(bundle)
        .forEach(
            (name, tensor) -> {
              boolean same = Arrays.equals(tensor.values(), before.get(name).values());
              assertThat(same).as(name).isEqualTo(!adaptation.trains(shape, name));
            });
    assertThat(bundle.card().scores().get("validation-loss-end"))
        .isLessThan(bundle.card().scores().get("validation-loss-start"));
    assertThat(new String(bundle.file("training.json"), StandardCharsets.UTF_8))
        .contains(
            "\"origin\":{\"bundle\":\""
                + source.id()
                + "\",\"how\":\""
                + adaptation.word()
                + "\"}");
  }

  /** The other ring's wave is the same wave: who knows one has much less to learn of the other. */
  @Test
  void whatWasLearnedElsewhereIsKnownHere() throws Exception {
    double stranger =
        trained(new DiffusionTrainer(settings(1, 0), CLOCK), ELSEWHERE)
            .card()
            .scores()
            .get("validation-loss-start");
    assertThat(adapted(Adaptation.FULL, 1, 0).card().scores().get("validation-loss-start"))
        .isLessThan(0.7 * stranger);
  }

  @Test
  void aSourceThatDoesNotFitIsRefusedWithBothNamed() throws Exception {
    List<Channel> flowOnly = List.of(ELSEWHERE.measured().channels().get(0));
    assertThatThrownBy(() -> SourceModel.of(source, elsewhere(flowOnly).measured()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the channels of elsewhere are [flow in veh/h] every PT5M")
        .hasMessageContaining("of ring, [flow in veh/h, speed in m/s] every PT5M");
    ModelBundle latent =
        trained(new DiffusionTrainer(settings(1, 1e-3, new CodecShape(4, 4, 3, 24)), CLOCK), WAVE);
    assertThatThrownBy(() -> SourceModel.of(latent, ELSEWHERE.measured()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("latents of ring");
  }

  @Test
  void aDistilledSourceIsRefused() throws Exception {
    ModelBundle student;
    try (Teacher teacher = Teacher.of(source, WAVE.measured())) {
      student =
          trained(
              DiffusionTrainer.distilling(
                  teacher, Distillation.CONSISTENCY, settings(1, 1e-3), CLOCK),
              WAVE);
    }
    SourceModel distilled = SourceModel.of(student, ELSEWHERE.measured());
    assertThatThrownBy(
            () -> DiffusionTrainer.adapting(distilled, Adaptation.FULL, settings(1, 1e-3), CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("go on with its teacher");
  }
}
