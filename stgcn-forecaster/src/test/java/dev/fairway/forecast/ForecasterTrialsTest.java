package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.forecast.AugmentationChoice.Candidate;
import dev.fairway.forecast.augment.Mixup;
import dev.fairway.graph.Networks;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecasterTrialsTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Waves.START);
  private static final ForecasterConfig TINY = Configs.modern(3);
  private static final TrafficSeries WAVE = Waves.travelling(Networks.ring(8), 200, 0.05);
  private static final Augmentation NONE = Augmentation.none();
  private static final Augmentation MIXED = new Mixup(1);

  /** Learns nothing of what it is told to forecast: that is far away. */
  private static final Augmentation NONSENSE =
      new Augmentation() {
        @Override
        public String name() {
          return "nonsense";
        }

        @Override
        public List<Example> of(List<Example> batch, SplittableRandom chance) {
          return batch.stream().map(ForecasterTrialsTest::nonsense).toList();
        }
      };

  private static Example nonsense(Example example) {
    float[] far = new float[example.target().values().length];
    Arrays.fill(far, 500);
    return new Example(example.input(), example.target().complete(far));
  }

  @TempDir Path directory;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  private static TrainingPlan plan() {
    return new TrainingPlan(0.6, 0.2, 16, 2, 64, 1000, 20, 1e-2, 1e-4, 0.9, Duration.ofHours(1), 4);
  }

  private ModelBundle trials(
      List<Augmentation> candidates, String name, Consumer<TrainingProgress> to)
      throws IOException {
    return new ForecasterTrials(
            WAVE, TINY, plan(), HoleFiller::seasonal, Additions.NONE, candidates, CLOCK)
        .train(directory.resolve(name), directory.resolve("work-" + name), "test", to);
  }

  private ModelBundle alone(Augmentation augmentation) throws IOException {
    return new ForecasterTrainer(
            WAVE, TINY, plan(), HoleFiller::seasonal, Additions.NONE.augmented(augmentation), CLOCK)
        .train(
            directory.resolve(augmentation.name()),
            directory.resolve("work-alone"),
            "test",
            progress -> {});
  }

  /** The winner's weights are those of a training with it alone, and its bundle says it all. */
  @Test
  void theBetterOneIsKeptWhicheverComesFirst() throws Exception {
    ModelBundle first = trials(List.of(NONE, NONSENSE), "a", progress -> {});
    ModelBundle second = trials(List.of(NONSENSE, NONE), "b", progress -> {});
    ModelBundle alone = alone(NONE);
    for (ModelBundle chosen : List.of(first, second)) {
      assertThat(chosen.file("weights.safetensors")).isEqualTo(alone.file("weights.safetensors"));
      AugmentationChoice choice = StgcnBundles.augmentation(chosen).orElseThrow();
      assertThat(choice.chosen()).isEqualTo("none");
      assertThat(choice.candidates())
          .containsExactlyInAnyOrder(
              new Candidate("none", ValidationError.of(alone.card())),
              new Candidate("nonsense", ValidationError.of(alone(NONSENSE).card())));
      assertThat(chosen.card().scores())
          .containsEntry("validation.relative-error.none", ValidationError.of(alone.card()))
          .containsKey("validation.relative-error.nonsense");
      assertThat(ValidationError.of(chosen.card())).isEqualTo(ValidationError.of(alone.card()));
    }
    assertThat(directory.resolve("work-a")).isEmptyDirectory();
    assertThat(directory.resolve("a")).isDirectoryNotContaining("glob:**/.draft*");
  }

  @Test
  void aSingleOneIsAnOrdinaryTraining() throws Exception {
    ModelBundle single = trials(List.of(MIXED), "c", progress -> {});
    assertThat(single.id()).isEqualTo(alone(MIXED).id());
    assertThat(StgcnBundles.augmentation(single)).isEmpty();
  }

  @Test
  void afterABreakItGoesOnWithTheOneThatWasBrokenOff() throws Exception {
    ModelBundle unbroken = trials(List.of(NONE, MIXED), "d", progress -> {});
    assertThatThrownBy(
            () ->
                trials(
                    List.of(NONE, MIXED),
                    "e",
                    progress -> {
                      if (progress.fraction() > 0.8) {
                        throw new CancellationException("enough");
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    List<Double> rest = new ArrayList<>();
    ModelBundle broken =
        trials(List.of(NONE, MIXED), "e", progress -> rest.add(progress.fraction()));
    assertThat(rest.get(0)).isBetween(0.75, 0.8);
    assertThat(rest).isSorted();
    assertThat(broken.id()).isEqualTo(unbroken.id());
  }

  @Test
  void ofEqualsTheFirstIsKept() throws Exception {
    ModelBundle bundle = alone(NONE);
    assertThat(AugmentationChoice.among(List.of(MIXED, NONE), any -> bundle).choice().chosen())
        .isEqualTo(MIXED.name());
  }
}
