package dev.fairway.forecast.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final int STEPS = 12;
  private static final int SITES = 3;
  private static final StandardScaler SCALER =
      new StandardScaler(List.of(0.0, 0.0), List.of(2.0, 10.0));

  /** Two channels; the value of a cell is level + slope x step, the same at all sites. */
  private static Example line(double level, double slope) {
    return new Example(input(level, slope), window(STEPS, level, slope));
  }

  private static ForecastInput input(double level, double slope) {
    TrafficWindow window = window(0, level, slope);
    return new ForecastInput(window, window.values().clone(), Optional.of(new float[SITES]));
  }

  private static TrafficWindow window(int from, double level, double slope) {
    int cells = 2 * STEPS * SITES;
    float[] values = new float[cells];
    boolean[] observed = new boolean[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = (float) (level + slope * (from + i / SITES % STEPS));
      observed[i] = true;
    }
    return new TrafficWindow(
        START.plus(Duration.ofMinutes(5L * from)),
        Duration.ofMinutes(5),
        2,
        STEPS,
        SITES,
        values,
        observed);
  }

  private static SyntheticPool pool(Example... examples) {
    return new SyntheticPool(List.of(examples), "nobody");
  }

  static Stream<Augmentation> all() {
    return Stream.of(
        new Jitter(SCALER, 0.1),
        new Mixup(0.5),
        new WindowWarp(0.5),
        new Synthetic(pool(line(9, 9)), Synthetic.Mode.REPLACE, 0.5),
        Sequence.of(new Jitter(SCALER, 0.1), new Mixup(1)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameChanceGivesTheSameBatchAndTheBatchItselfStays(Augmentation augmentation) {
    List<Example> batch = List.of(line(1, 2), line(3, -1), line(0, 5), line(7, 0));
    List<Example> again = List.of(line(1, 2), line(3, -1), line(0, 5), line(7, 0));
    List<Example> first = augmentation.of(batch, new SplittableRandom(4));
    List<Example> second = augmentation.of(batch, new SplittableRandom(4));
    assertThat(first).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(first.get(i).input().filled()).isEqualTo(second.get(i).input().filled());
      assertThat(first.get(i).target().values()).isEqualTo(second.get(i).target().values());
      assertThat(batch.get(i).input().filled()).isEqualTo(again.get(i).input().filled());
      assertThat(batch.get(i).target().values()).isEqualTo(again.get(i).target().values());
    }
  }

  @Test
  void jitterHasTheDeviationItSaysAndSparesTheTarget() {
    List<Example> many = Collections.nCopies(500, line(100, 0));
    double[] squares = new double[2];
    for (Example noisy : new Jitter(SCALER, 0.1).of(many, new SplittableRandom(1))) {
      assertThat(noisy.target().values()).isEqualTo(line(100, 0).target().values());
      for (int i = 0; i < noisy.input().filled().length; i++) {
        double apart = noisy.input().filled()[i] - 100;
        squares[i / (STEPS * SITES)] += apart * apart;
      }
    }
    int cells = many.size() * STEPS * SITES;
    assertThat(Math.sqrt(squares[0] / cells)).isCloseTo(0.1 * 2, within(0.005));
    assertThat(Math.sqrt(squares[1] / cells)).isCloseTo(0.1 * 10, within(0.02));
  }

  @Test
  void aMixtureOfLinesIsALine() {
    List<Example> mixed =
        new Mixup(1).of(List.of(line(0, 1), line(100, 3)), new SplittableRandom(2));
    for (Example each : mixed) {
      float[] before = each.input().filled();
      float[] after = each.target().values();
      double slope = (before[SITES] - before[0]);
      assertThat(slope).isBetween(1.0, 3.0);
      assertThat(after[0]).isCloseTo((float) (before[0] + slope * STEPS), within(1e-3f));
      assertThat(each.input().representation()).isEmpty();
    }
  }

  @Test
  void whatOneOfTheMixedDidNotObserveIsNotObserved() {
    Example holed = line(0, 1);
    holed.target().observed()[5] = false;
    Example mixed = new Mixup(1).of(Collections.nCopies(2, holed), new SplittableRandom(2)).get(0);
    assertThat(mixed.target().observed()[5]).isFalse();
    assertThat(mixed.target().values()[5]).isZero();
    assertThat(mixed.target().observed()[6]).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void warpedTimeRunsForwardFromBeginningToEnd(double duration) {
    assertThat(WindowWarp.source(0, 0.2, duration)).isZero();
    assertThat(WindowWarp.source(1, 0.2, duration)).isCloseTo(1, within(1e-12));
    double last = 0;
    for (int i = 1; i <= 100; i++) {
      double now = WindowWarp.source(i / 100.0, 0.2, duration);
      assertThat(now).isGreaterThan(last);
      last = now;
    }
  }

  @Test
  void aConstantWarpsToItself() {
    Example same = WindowWarp.warped(WholeWindow.of(line(42, 0)), 0.3, 2);
    assertThat(same.input().filled()).containsOnly(42f);
    assertThat(same.target().values()).containsOnly(42f);
  }

  @Test
  void unwarpedTimeGivesTheExampleBack() {
    Example same = WindowWarp.warped(WholeWindow.of(line(1, 2)), 0.3, 1);
    assertThat(same.input().filled()).containsExactly(line(1, 2).input().filled(), within(1e-4f));
    assertThat(same.target().values()).containsExactly(line(1, 2).target().values(), within(1e-4f));
  }

  @Test
  void syntheticOnesAreAsFrequentAsAsked() {
    Example made = line(9, 9);
    List<Example> batch = Collections.nCopies(4000, line(1, 2));
    long replaced =
        replacing(made, 0.3).of(batch, new SplittableRandom(3)).stream()
            .filter(made::equals)
            .count();
    assertThat(replaced / 4000.0).isCloseTo(0.3, within(0.03));
    assertThat(replacing(made, 0).of(batch, new SplittableRandom(3))).doesNotContain(made);
    assertThat(replacing(made, 1).of(batch, new SplittableRandom(3))).containsOnly(made);
    assertThatThrownBy(() -> new Synthetic(pool(), Synthetic.Mode.REPLACE, 1))
        .hasMessageContaining("nobody");
  }

  private static Synthetic replacing(Example made, double probability) {
    return new Synthetic(pool(made), Synthetic.Mode.REPLACE, probability);
  }

  @Test
  void appendedOnesLeaveEveryRealOneInItsPlace() {
    Example made = line(9, 9);
    List<Example> batch = Stream.generate(() -> line(1, 2)).limit(4000).toList();
    Augmentation append = new Synthetic(pool(made), Synthetic.Mode.APPEND, 0.3);
    List<Example> grown = append.of(batch, new SplittableRandom(3));
    assertThat(grown).filteredOn(example -> !made.equals(example)).containsExactlyElementsOf(batch);
    assertThat(grown.size() / 4000.0).isCloseTo(1.3, within(0.03));
    assertThat(append.name()).isNotEqualTo(replacing(made, 0.3).name());
  }
}
