package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.series.TrafficSeries;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is counted, and when it is little. */
class StrataCountsTest {

  private static final int CHANNELS = 2;

  private static StrataCounts counts(TrafficSeries series, Dimension... dimensions) {
    return StrataCounts.of(
        new Strata(series.measured(), List.of(dimensions)), series.window(0, series.steps()));
  }

  @Test
  void everyObservedCellIsInOneStratum() {
    TrafficSeries week = NoisyTown.series(1, 1);
    week.clear(17, 1, 0);
    long cells = (long) NoisyTown.PER_WEEK * NoisyTown.SITES * CHANNELS - 1;
    for (Dimension[] dimensions :
        List.of(
            new Dimension[] {},
            new Dimension[] {Dimension.SITE},
            new Dimension[] {Dimension.HOUR, Dimension.WEEKEND},
            new Dimension[] {Dimension.SITE, Dimension.HOUR, Dimension.WEEKDAY})) {
      assertThat(LongStream.of(counts(week, dimensions).observed()).sum()).isEqualTo(cells);
    }
  }

  @Test
  void aWholeWeekHasTwoCellsOfEachChannelInEachHourOfASite() {
    StrataCounts counts =
        counts(NoisyTown.series(1, 1), Dimension.SITE, Dimension.HOUR, Dimension.WEEKDAY);
    assertThat(counts.observed()).hasSize(3 * 24 * 7).containsOnly(2 * CHANNELS);
    assertThat(counts(NoisyTown.series(1, 1), Dimension.WEEKEND).observed())
        .containsExactly(5 * 48 * 3 * CHANNELS, 2 * 48 * 3 * CHANNELS);
  }

  @Test
  void aStratumIsNamedByWhatItsCellsHaveInCommon() {
    Strata strata =
        new Strata(
            NoisyTown.measured(), List.of(Dimension.SITE, Dimension.HOUR, Dimension.WEEKDAY));
    int tuesdaySeven = NoisyTown.PER_DAY + 14;
    assertThat(strata.name(strata.of(tuesdaySeven, 1))).isEqualTo("site b, 07 h, tuesday");
    assertThat(strata.of(tuesdaySeven + 1, 1)).isEqualTo(strata.of(tuesdaySeven, 1));
    assertThat(strata.of(tuesdaySeven + 2, 1)).isNotEqualTo(strata.of(tuesdaySeven, 1));
    assertThat(
            IntStream.range(0, NoisyTown.PER_WEEK)
                .flatMap(slot -> IntStream.range(0, 3).map(site -> strata.of(slot, site)))
                .distinct())
        .hasSize(strata.size());
  }

  @Test
  void whatWasNeverMeasuredIsNeitherThinNorInTheMedian() {
    TrafficSeries series = NoisyTown.series(1, 1);
    for (int t = 0; t < series.steps(); t++) {
      for (int c = 0; c < CHANNELS; c++) {
        series.clear(t, 0, c);
        if (t % 4 != 0) {
          series.clear(t, 1, c);
        }
      }
    }
    StrataCounts counts = counts(series, Dimension.SITE);
    long full = NoisyTown.PER_WEEK * CHANNELS;
    assertThat(counts.observed()).containsExactly(0, full / 4, full);
    assertThat(counts.empty()).isEqualTo(1);
    assertThat(counts.median()).isEqualTo(full / 4);
    assertThat(counts.deficits(full)).containsExactly(0, full - full / 4, 0);
    assertThat(counts.thin(full)).isEqualTo(1);
    assertThat(counts.thin(full / 4)).isZero();
  }

  @Test
  void whatNoSeriesTellsIsRefusedWithWhatItDoes() {
    assertThat(Dimension.of("weekday")).isEqualTo(Dimension.WEEKDAY);
    assertThatThrownBy(() -> Dimension.of("vessel-class"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'vessel-class'", "site, hour, weekday, weekend");
    assertThatThrownBy(
            () -> new Strata(NoisyTown.measured(), List.of(Dimension.SITE, Dimension.SITE)))
        .hasMessageContaining("twice");
  }
}
