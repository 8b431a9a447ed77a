package dev.fairway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.series.ChronologicalSplit.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ChronologicalSplitTest {

  private static final Duration SIX_HOURS = Duration.ofHours(6);

  @Test
  void fractionsCoverEveryStepOnce() {
    ChronologicalSplit split = ChronologicalSplit.byFractions(101, 0.6, 0.2);
    assertThat(split.train()).isEqualTo(new Part(0, 61));
    assertThat(split.validation()).isEqualTo(new Part(61, 81));
    assertThat(split.test()).isEqualTo(new Part(81, 101));
    assertThatThrownBy(() -> ChronologicalSplit.byFractions(10, 0.9, 0.2))
        .hasMessageContaining("0.9");
  }

  @Test
  void daysAreThoseOfTheNetworksZoneAndOnlyMeasuredOnesCount() {
    // The first step starts on 2024-01-06 at 02:00 in Shanghai: four steps a day.
    TrafficSeries series =
        SmallSeries.counting(
            ZoneId.of("Asia/Shanghai"), SIX_HOURS, Instant.parse("2024-01-05T18:00:00Z"), 24);
    // Nothing on 2024-01-07, local.
    for (int t = 4; t < 8; t++) {
      for (int n = 0; n < 3; n++) {
        series.clear(t, n, 0);
        series.clear(t, n, 1);
      }
    }
    ChronologicalSplit split = ChronologicalSplit.byDays(series, 2, 1, 1);
    assertThat(split.train()).isEqualTo(new Part(0, 12));
    assertThat(split.validation()).isEqualTo(new Part(12, 16));
    assertThat(split.test()).isEqualTo(new Part(16, 20));
    assertThatThrownBy(() -> ChronologicalSplit.byDays(series, 4, 1, 1))
        .hasMessageContaining("5 measured days");
  }

  @Test
  void aPartThatBeginsBeforeTheOtherEndsIsRefused() {
    assertThatThrownBy(() -> new ChronologicalSplit(new Part(0, 5), new Part(4, 8), new Part(8, 9)))
        .hasMessageContaining("overlap");
  }

  @Test
  void windowsOfTwoPartsShareNoStep() {
    TrafficSeries series = SmallSeries.counting(100);
    ChronologicalSplit split = ChronologicalSplit.byFractions(100, 0.6, 0.2);
    WindowIndex train = new WindowIndex(series, split.train(), 12, 6);
    WindowIndex validation = new WindowIndex(series, split.validation(), 12, 6);
    assertThat(train.size()).isEqualTo(60 - 17);
    assertThat(validation.size()).isEqualTo(20 - 17);
    assertThat(train.start(train.size() - 1) + 18).isEqualTo(validation.start(0));
  }

  @Test
  void theTargetFollowsTheInput() {
    TrafficSeries series = SmallSeries.counting(40);
    WindowIndex windows = new WindowIndex(series, new Part(5, 40), 12, 12);
    TrafficWindow input = windows.input(3);
    TrafficWindow target = windows.target(3);
    assertThat(input.start()).isEqualTo(series.time(8));
    assertThat(target.start()).isEqualTo(input.end());
    assertThat(input.values()[input.cell(0, 0, 0)]).isEqualTo(8);
    assertThat(target.values()[target.cell(1, 11, 2)]).isEqualTo(131.2f);
  }

  @Test
  void windowsWithNothingToLearnFromAreLeftOut() {
    TrafficSeries series =
        new TrafficSeries(SmallSeries.counting(1).measured(), SmallSeries.START, 10);
    series.set(3, 0, 0, 1);
    series.set(4, 1, 1, 1);
    WindowIndex windows = new WindowIndex(series, new Part(0, 10), 2, 2);
    // Inputs [2,3] -> [4,5] and [3,4] -> [5,6]: the second has an empty target.
    assertThat(windows.size()).isEqualTo(1);
    assertThat(windows.start(0)).isEqualTo(2);
  }

  @Test
  void aPartShorterThanAWindowHasNone() {
    assertThat(new WindowIndex(SmallSeries.counting(10), new Part(0, 10), 12, 12).size()).isZero();
    assertThatThrownBy(
            () -> new WindowIndex(SmallSeries.counting(10), new Part(0, 11), 1, 1).size())
        .hasMessageContaining("10 steps");
  }
}
