package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.forecast.ClassicConfig.Rollout;
import dev.fairway.forecast.ModernConfig.Anchor;
import dev.fairway.forecast.ModernConfig.Temporal;
import dev.fairway.graph.Networks;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecasterTrainerTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Waves.START);
  private static final TrafficNetwork RING = Networks.ring(8);
  private static final ForecasterConfig TINY = Configs.modern(3);

  @TempDir Path directory;

  /** Tensors this small gain nothing from a second thread, and lose much where cores are scarce. */
  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  private static TrainingPlan plan(int epochs, int windows) {
    return new TrainingPlan(
        0.6, 0.2, 16, epochs, windows, 1000, 20, 1e-2, 1e-4, 0.9, Duration.ofHours(1), 4);
  }

  private ModelBundle train(
      TrafficSeries series,
      ForecasterConfig config,
      TrainingPlan plan,
      Consumer<TrainingProgress> to)
      throws IOException {
    return new ForecasterTrainer(series, config, plan, HoleFiller::seasonal, Additions.NONE, CLOCK)
        .train(directory, directory.resolve("work"), "test", to);
  }

  static Stream<ForecasterConfig> learners() {
    return Stream.of(
        Configs.classic(6),
        Configs.classic(6, GraphConvolutionKind.FIRST_ORDER, Rollout.DIRECT),
        Configs.modern(6, Temporal.POINTWISE, Anchor.LAST, Head.POINT),
        Configs.modern(6, Temporal.DILATED, Anchor.LAST, Head.QUANTILES));
  }

  /**
   * The wave's speed is the slope of its neighbours' differences: what a graph convolution sees.
   * Without seasons (its period is two hours) the profile cannot know it.
   */
  @ParameterizedTest
  @MethodSource("learners")
  void learnsAWaveThatTravelsRoundARing(ForecasterConfig config) throws Exception {
    Map<String, Double> scores = scoresOnTheWave(config);
    assertThat(scores.get("test.speed.mae"))
        .isLessThan(0.25 * scores.get("test.speed.mae.last-value"));
    assertThat(scores.get("test.speed.mae.last-value")).isGreaterThan(1.5);
    assertThat(scores.get("test.speed.coverage")).isBetween(0.8, 1.0);
  }

  /** Errors add up on the way, and occupancy, which is not forecast, stays as it was. */
  @Test
  void aRecursiveRolloutLearnsTheWaveToo() throws Exception {
    Map<String, Double> scores =
        scoresOnTheWave(Configs.classic(6, GraphConvolutionKind.FIRST_ORDER, Rollout.RECURSIVE));
    assertThat(scores.get("test.speed.mae"))
        .isLessThan(0.5 * scores.get("test.speed.mae.last-value"));
  }

  private Map<String, Double> scoresOnTheWave(ForecasterConfig config) throws IOException {
    TrafficSeries series = Waves.travelling(RING, 500, 0.05);
    return train(series, config, plan(12, 256), progress -> {}).card().scores();
  }

  static Stream<ForecasterConfig> bothForms() {
    return Stream.of(Configs.classic(12), Configs.modern(12));
  }

  /** Of a day like all before it next to nothing is left to be wrong about: 2 % of the swing. */
  @ParameterizedTest
  @MethodSource("bothForms")
  void learnsADailyCycleToNearZeroError(ForecasterConfig config) throws Exception {
    TrafficSeries series = Waves.daily(RING, 5);
    Map<String, Double> scores =
        train(series, config, plan(10, 512), progress -> {}).card().scores();
    assertThat(scores.get("test.speed.mae")).isLessThan(0.02 * Waves.DAILY_SWING);
    assertThat(scores.get("test.speed.mae.last-value")).isGreaterThan(0.04 * Waves.DAILY_SWING);
  }

  /** Steps so long that they lead nowhere: the anchor, which it began with, is what is kept. */
  @Test
  void aTrainingThatMakesNothingBetterEndsWhereItBegan() throws Exception {
    TrainingPlan reckless =
        new TrainingPlan(0.6, 0.2, 16, 2, 256, 1000, 20, 10, 1e-4, 0, Duration.ofHours(1), 4);
    Map<String, Double> scores =
        train(
                Waves.travelling(RING, 200, 0.1),
                Configs.modern(3, Temporal.POINTWISE, Anchor.LAST, Head.POINT),
                reckless,
                progress -> {})
            .card()
            .scores();
    assertThat(scores.get("test.speed.mae"))
        .isCloseTo(scores.get("test.speed.mae.last-value"), within(1e-4));
  }

  @Test
  void sameSeedSameBundle() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0.1);
    ModelBundle one = train(series, TINY, plan(2, 64), progress -> {});
    ModelBundle two = train(series, TINY, plan(2, 64), progress -> {});
    assertThat(two.id()).isEqualTo(one.id());
  }

  /** What steers is real and of the validation part, if an augmentation leaves it so. */
  @Test
  void anAugmentationIsAskedWhatTheTrainingIsJudgedBy() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0.1);
    List<Instant> judged = new ArrayList<>();
    Augmentation watched =
        new Augmentation() {
          @Override
          public String name() {
            return "watched";
          }

          @Override
          public List<Example> of(List<Example> batch, SplittableRandom chance) {
            return batch;
          }

          @Override
          public List<Example> judged(List<Example> batch, SplittableRandom chance) {
            batch.forEach(example -> judged.add(example.input().observed().start()));
            return batch;
          }
        };
    ModelBundle bundle =
        new ForecasterTrainer(
                series,
                TINY,
                plan(1, 64),
                HoleFiller::seasonal,
                Additions.NONE.augmented(watched),
                CLOCK)
            .train(directory, directory.resolve("work"), "test", progress -> {});
    assertThat(bundle.id()).isEqualTo(train(series, TINY, plan(1, 64), progress -> {}).id());
    assertThat(judged).isNotEmpty();
    assertThat(judged.stream().mapToInt(series::stepAt))
        .allMatch(step -> step >= 120 && step < 160);
  }

  /** A training that was broken off goes on where it was and ends as if it had not been. */
  @Test
  void goesOnAfterABreak() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0.1);
    ModelBundle straight = train(series, TINY, plan(3, 48), progress -> {});
    List<TrainingProgress> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                train(
                    series,
                    TINY,
                    plan(3, 48),
                    progress -> {
                      if (progress.epoch() == 3) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    ModelBundle resumed = train(series, TINY, plan(3, 48), seen::add);
    assertThat(seen).allMatch(progress -> progress.epoch() == 3).hasSize(3);
    assertThat(resumed.id()).isEqualTo(straight.id());
    try (var left = Files.list(directory.resolve("work"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void progressRisesToOne() throws Exception {
    List<TrainingProgress> seen = new ArrayList<>();
    train(Waves.travelling(RING, 200, 0), TINY, plan(2, 32), seen::add);
    assertThat(seen).hasSize(4);
    assertThat(seen).extracting(TrainingProgress::fraction).isSorted();
    assertThat(seen).allMatch(p -> p.fraction() >= 0 && p.fraction() < 1 && p.loss() > 0);
    double beginning = seen.get(0).validationLoss();
    assertThat(beginning).isPositive();
    assertThat(seen.get(3).validationLoss()).isLessThanOrEqualTo(beginning);
  }

  @Test
  void aBundleForecastsWhereverItIsOpened() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0.1);
    ModelBundle bundle = train(series, TINY, plan(1, 64), progress -> {});
    TrafficWindow window = series.window(50, 12);
    HoleFiller filler = HoleFiller.lastValue(series);
    ForecastInput input = new ForecastInput(window, filler.fill(window), Optional.empty());
    try (StgcnForecaster one = StgcnBundles.load(bundle, series.measured());
        StgcnForecaster two = StgcnBundles.load(bundle.directory(), series.measured())) {
      Prediction prediction = one.forecast(input);
      assertThat(two.forecast(input).quantiles()).isEqualTo(prediction.quantiles());
      assertThat(one.id()).isEqualTo(bundle.id());
      assertThat(one.encoder()).isEmpty();
      assertThat(prediction.targets()).isEqualTo(1);
      assertThat(prediction.mean()).hasSize(3 * 8);
      for (int level = 1; level < prediction.levels().length; level++) {
        assertThat(prediction.quantile(level, 0, 2, 5))
            .isGreaterThanOrEqualTo(prediction.quantile(level - 1, 0, 2, 5));
      }
      // As many together as one by one.
      List<Prediction> both = one.forecast(List.of(input, input));
      assertThat(both.get(1).mean()).isEqualTo(both.get(0).mean());
      ForecastScores scores =
          new Evaluation(
                  series,
                  new ChronologicalSplit.Part(100, 200),
                  12,
                  3,
                  filler,
                  Optional.empty(),
                  10)
              .of(one);
      assertThat(scores.of(0).count()).isBetween(150L, 240L);
      assertThat(scores.at(0, 0).mae()).isLessThan(scores.at(0, 2).mae());
    }
  }

  @Test
  void aBundleIsRefusedElsewhere() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0);
    ModelBundle bundle = train(series, TINY, plan(1, 16), progress -> {});
    assertRefused(bundle, Waves.measured(Networks.ring(9), Waves.SPEED, Waves.OCCUPANCY), "hash");
    assertRefused(bundle, Waves.measured(RING, Waves.SPEED), "channels [speed, occupancy]");
    MeasuredNetwork m = series.measured();
    assertRefused(
        bundle,
        new MeasuredNetwork(
            m.network(),
            m.name(),
            m.channels(),
            Duration.ofMinutes(15),
            m.zone(),
            m.lateness(),
            m.attribution()),
        "300, here 900");
  }

  /** One site less and one more: refused as it is, and served where that is allowed. */
  @ParameterizedTest
  @MethodSource("learners")
  void aChangedNetworkIsServedWhereThatIsAllowed(ForecasterConfig config) throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0);
    ModelBundle bundle = train(series, config, plan(1, 16), progress -> {});
    List<Site> sites = new ArrayList<>(RING.sites().subList(1, 8));
    sites.add(new Site("new", "New", 0, 0));
    List<Link> links = new ArrayList<>(RING.links());
    links.removeIf(link -> link.from().equals("s0") || link.to().equals("s0"));
    links.add(new Link("s7", "new", 1000));
    MeasuredNetwork changed =
        Waves.measured(
            new TrafficNetwork("ring", RING.kind(), sites, links), Waves.SPEED, Waves.OCCUPANCY);
    assertRefused(bundle, changed, "hash");
    TrafficWindow before = series.window(50, 12);
    try (StgcnForecaster forecaster = StgcnBundles.loadForChangedNetwork(bundle, changed);
        StgcnForecaster same = StgcnBundles.loadForChangedNetwork(bundle, series.measured());
        StgcnForecaster strict = StgcnBundles.load(bundle, series.measured())) {
      ForecastInput input = new ForecastInput(before, before.values(), Optional.empty());
      Prediction prediction = forecaster.forecast(input);
      assertThat(prediction.mean()).hasSize(6 * 8).doesNotContain(Float.NaN);
      assertThat(same.forecast(input).mean()).isEqualTo(strict.forecast(input).mean());
    }
    MeasuredNetwork strange =
        Waves.measured(
            new TrafficNetwork("ring", RING.kind(), sites.subList(7, 8), List.of()),
            Waves.SPEED,
            Waves.OCCUPANCY);
    assertThatThrownBy(() -> StgcnBundles.loadForChangedNetwork(bundle, strange))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("None of the 8 sites");
  }

  private static void assertRefused(ModelBundle bundle, MeasuredNetwork other, String reason) {
    assertThatThrownBy(() -> StgcnBundles.load(bundle, other))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(reason);
  }

  /** The encoder's features are named in the bundle, help, and may be missing. */
  @Test
  void takesAnEncodersFeatures() throws Exception {
    TrafficSeries series = Waves.travelling(RING, 200, 0);
    NodeFeatures features =
        new NodeFeatures() {
          @Override
          public String encoder() {
            return "abc";
          }

          @Override
          public int size() {
            return 2;
          }

          @Override
          public int steps() {
            return 12;
          }

          @Override
          public float[] of(int firstStep) {
            float[] all = new float[16];
            Arrays.fill(all, (float) Math.sin(firstStep));
            return all;
          }
        };
    ModelBundle bundle =
        new ForecasterTrainer(
                series, TINY, plan(1, 64), HoleFiller::lastValue, Additions.of(features), CLOCK)
            .train(directory, directory.resolve("work"), "test", progress -> {});
    TrafficWindow window = series.window(0, 12);
    try (StgcnForecaster forecaster = StgcnBundles.load(bundle, series.measured())) {
      assertThat(forecaster.encoder()).contains("abc");
      float[] with =
          forecaster
              .forecast(new ForecastInput(window, window.values(), Optional.of(features.of(2))))
              .mean();
      float[] without =
          forecaster.forecast(new ForecastInput(window, window.values(), Optional.empty())).mean();
      assertThat(with).isNotEqualTo(without).doesNotContain(Float.NaN);
      assertThatThrownBy(
              () ->
                  forecaster.forecast(
                      new ForecastInput(window, window.values(), Optional.of(new float[8]))))
          .hasMessageContaining("8 sites x 2 features");
    }
  }

  @Test
  void aSeriesTooShortIsRefused() {
    assertThatThrownBy(
            () -> train(Waves.travelling(RING, 60, 0), TINY, plan(1, 16), progress -> {}))
        .hasMessageContaining("validation part")
        .hasMessageContaining("12 steps");
  }
}
