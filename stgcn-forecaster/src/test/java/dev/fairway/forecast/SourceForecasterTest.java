package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.graph.Networks;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a ring of eight sites to one of six others, on which the same kind of wave travels. */
class SourceForecasterTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Waves.START);
  private static final TrafficNetwork ELSEWHERE = elsewhere();
  private static final TrafficSeries FEW = Waves.travelling(ELSEWHERE, 200, 0);

  @TempDir static Path directory;
  private static ModelBundle source;

  @BeforeAll
  static void trainTheSource() throws Exception {
    TensorEngine.setThreads(1);
    source =
        new ForecasterTrainer(
                Waves.travelling(Networks.ring(8), 500, 0),
                Configs.modern(
                    3, ModernConfig.Temporal.POINTWISE, ModernConfig.Anchor.LAST, Head.POINT),
                plan(8, Duration.ofHours(1)),
                HoleFiller::seasonal,
                Additions.NONE,
                CLOCK)
            .train(directory, directory.resolve("work"), "test", progress -> {});
  }

  private static TrafficNetwork elsewhere() {
    TrafficNetwork ring = Networks.ring(6);
    return new TrafficNetwork(
        "elsewhere",
        ring.kind(),
        ring.sites().stream().map(site -> new Site("e" + site.id(), "", 0, 0)).toList(),
        ring.links().stream()
            .map(link -> new Link("e" + link.from(), "e" + link.to(), link.metres()))
            .toList());
  }

  private static TrainingPlan plan(int epochs, Duration longest) {
    return new TrainingPlan(0.6, 0.2, 16, epochs, 256, 1000, 20, 1e-2, 1e-4, 0.9, longest, 4);
  }

  private static ModelBundle from(SourceForecaster known, TrainingPlan plan) throws Exception {
    return new ForecasterTrainer(
            FEW, known.config(), plan, HoleFiller::seasonal, Additions.NONE.from(known), CLOCK)
        .train(directory, directory.resolve("work"), "test", progress -> {});
  }

  private static Map<String, HostTensor> weights(ModelBundle bundle) throws Exception {
    return SafeTensors.read(bundle.file("weights.safetensors"));
  }

  @Test
  void beforeAnythingIsLearnedTheSharedWeightsAreTheSources() throws Exception {
    ModelBundle bundle = from(StgcnBundles.source(source, FEW.measured()), plan(1, Duration.ZERO));
    Map<String, HostTensor> before = weights(source);
    Map<String, HostTensor> now = weights(bundle);
    assertThat(now.keySet()).isEqualTo(before.keySet());
    now.forEach(
        (name, tensor) -> {
          if (name.endsWith(ForecastNetwork.PER_SITE)) {
            assertThat(tensor.shape()).as(name).endsWith(6);
          } else {
            assertThat(tensor.values()).as(name).isEqualTo(before.get(name).values());
          }
        });
    assertThat(now.keySet()).anyMatch(name -> name.endsWith(ForecastNetwork.PER_SITE));
  }

  /** The wave is the same wave: who has seen it elsewhere needs no step to forecast it. */
  @Test
  void whatWasLearnedElsewhereIsKnownHereAndLearnedFurther() throws Exception {
    SourceForecaster known = StgcnBundles.source(source, FEW.measured());
    double atFirst = error(from(known, plan(1, Duration.ZERO)));
    // It begins a hundredth of a wave's height off: a few epochs more than from scratch to get
    // closer.
    double later = error(from(known, plan(12, Duration.ofHours(1))));
    double persistence = source.card().scores().get("test.speed.mae.last-value");
    assertThat(atFirst).isLessThan(0.7 * persistence);
    assertThat(later).isLessThan(atFirst);
  }

  /** Its validation part judges what was learned elsewhere before the first step. */
  @Test
  void whatWasLearnedElsewhereStaysIfGoingOnMakesItNoBetter() throws Exception {
    TrainingPlan reckless =
        new TrainingPlan(0.6, 0.2, 16, 2, 256, 1000, 20, 10, 1e-4, 0, Duration.ofHours(1), 4);
    ModelBundle bundle = from(StgcnBundles.source(source, FEW.measured()), reckless);
    Map<String, HostTensor> before = weights(source);
    weights(bundle)
        .forEach(
            (name, tensor) -> {
              if (!name.endsWith(ForecastNetwork.PER_SITE)) {
                assertThat(tensor.values()).as(name).isEqualTo(before.get(name).values());
              }
            });
  }

  /**
   * The last layers begin at 0, so that what is forecast is the anchor, which is the last value.
   */
  @Test
  void aTrunkKnowsNoForecastYet() throws Exception {
    SourceForecaster trunk = StgcnBundles.source(source, FEW.measured()).trunk();
    Map<String, Double> scores = from(trunk, plan(1, Duration.ZERO)).card().scores();
    assertThat(scores.get("test.speed.mae"))
        .isCloseTo(scores.get("test.speed.mae.last-value"), within(1e-4));
    assertThat(trunk.weights().keySet()).anyMatch(name -> name.startsWith("block"));
  }

  private static double error(ModelBundle bundle) {
    return bundle.card().scores().get("test.speed.mae");
  }

  @Test
  void aSourceThatDoesNotFitIsRefusedWithBothNamed() throws Exception {
    assertThatThrownBy(() -> StgcnBundles.source(source, Waves.measured(ELSEWHERE, Waves.SPEED)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("channels [speed, occupancy], here [speed]");
    SourceForecaster known = StgcnBundles.source(source, FEW.measured());
    assertThatThrownBy(
            () ->
                new ForecasterTrainer(
                    FEW,
                    Configs.modern(6),
                    plan(1, Duration.ZERO),
                    HoleFiller::seasonal,
                    Additions.NONE.from(known),
                    CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horizon=3")
        .hasMessageContaining("horizon=6");
  }
}
