package dev.fairway.forecast.baseline;

import static dev.fairway.forecast.baseline.BaselineFixture.FLOW;
import static dev.fairway.forecast.baseline.BaselineFixture.MEASURED;
import static dev.fairway.forecast.baseline.BaselineFixture.SPEED;
import static dev.fairway.forecast.baseline.BaselineFixture.STEPS;
import static dev.fairway.forecast.baseline.BaselineFixture.WEDNESDAY_NINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.series.TrafficWindow;
import org.junit.jupiter.api.Test;

class SeasonalFillerTest {

  private final SeasonalFiller filler = new SeasonalFiller(MEASURED);
  private final SeasonalProfile nothingKnown = new SeasonalProfile(MEASURED);

  @Test
  void aWholeWindowStaysAsItIs() {
    TrafficWindow window = BaselineFixture.constant(WEDNESDAY_NINE, 7);
    FilledWindow filled = filler.fill(window, BaselineFixture.knowing(3));
    assertThat(filled.values()).isEqualTo(window.values());
    assertThat(filled.imputedShare()).containsExactly(0, 0);
    assertThat(filled.sources()).containsExactly(FillSource.NONE, FillSource.NONE);
  }

  @Test
  void aHoleTakesWhatIsUsualAtItsOwnTime() {
    SeasonalProfile profile = new SeasonalProfile(MEASURED);
    DaySlots slots = DaySlots.of(MEASURED);
    TrafficWindow window = BaselineFixture.constant(WEDNESDAY_NINE, 7);
    window.observed()[window.cell(SPEED, 4, 1)] = false;
    window.values()[window.cell(SPEED, 4, 1)] = 0;
    profile.update(
        slots.slotOf(window.start().plus(MEASURED.interval().multipliedBy(4))),
        new float[] {0, 0, 0, 13},
        new boolean[] {false, false, false, true});
    FilledWindow filled = filler.fill(window, profile);
    assertThat(filled.values()[window.cell(SPEED, 4, 1)]).isEqualTo(13);
    assertThat(filled.imputedShare()).containsExactly(0, 1.0 / (2 * STEPS));
    assertThat(filled.sources()).containsExactly(FillSource.NONE, FillSource.SEASONAL);
    assertThat(window.observed()[window.cell(SPEED, 4, 1)])
        .as("the window is left alone")
        .isFalse();
  }

  @Test
  void withoutAProfileTheSitesLastValueHolds() {
    TrafficWindow window = BaselineFixture.unobserved(WEDNESDAY_NINE);
    BaselineFixture.observe(window, SPEED, 3, 0, 11);
    BaselineFixture.observe(window, SPEED, 6, 0, 17);
    FilledWindow filled = filler.fill(window, nothingKnown);
    assertThat(filled.values()[window.cell(SPEED, 0, 0)]).isEqualTo(11);
    assertThat(filled.values()[window.cell(SPEED, 5, 0)]).isEqualTo(11);
    assertThat(filled.values()[window.cell(SPEED, 11, 0)]).isEqualTo(17);
  }

  @Test
  void aSiteThatSaysNothingTakesTheNetworksMeanAndThatIsSaid() {
    TrafficWindow window = BaselineFixture.constant(WEDNESDAY_NINE, 8);
    for (int channel : new int[] {FLOW, SPEED}) {
      for (int step = 0; step < STEPS; step++) {
        window.observed()[window.cell(channel, step, 1)] = false;
        window.values()[window.cell(channel, step, 1)] = 0;
      }
    }
    FilledWindow filled = filler.fill(window, nothingKnown);
    assertThat(filled.values()).containsOnly(8f);
    assertThat(filled.imputedShare()).containsExactly(0, 1);
    assertThat(filled.sources()).containsExactly(FillSource.NONE, FillSource.NETWORK_MEAN);
  }

  @Test
  void ignoranceIsCalledSo() {
    FilledWindow filled = filler.fill(BaselineFixture.unobserved(WEDNESDAY_NINE), nothingKnown);
    assertThat(filled.values()).containsOnly(0f);
    assertThat(filled.sources()).containsOnly(FillSource.UNKNOWN);
    assertThat(filled.imputedShare()).containsExactly(1, 1);
  }
}
