package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.TrafficSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {

  private static final int SITES = 100;
  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(SITES, 1), 40 * 288);

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.25})
  void theShareArrives(double share) {
    TrafficSeries arrived = new Arrivals(share).of(TOWN, 7);
    assertThat(arrived.observedShare()).isCloseTo(share, within(0.05 * share));
  }

  /** Of the chain: heard again with 1 - begins, and then a reading arrives with sqrt(share). */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.25})
  void whoWasHeardIsHeardAgain(double share) {
    TrafficSeries arrived = new Arrivals(share).of(TOWN, 7);
    long heard = 0;
    long again = 0;
    for (int step = 1; step < arrived.steps(); step++) {
      for (int site = 0; site < SITES; site++) {
        if (arrived.isObserved(step - 1, site, 0)) {
          heard++;
          again += arrived.isObserved(step, site, 0) ? 1 : 0;
        }
      }
    }
    double root = Math.sqrt(share);
    double begins = (1 - root) / root / 48;
    assertThat(again / (double) heard).isCloseTo(root * (1 - begins), within(0.01));
  }

  @Test
  void whatArrivesIsWhatWasMeasured() {
    TrafficSeries arrived = new Arrivals(0.25).of(TOWN, 7);
    for (int step = 0; step < 288; step++) {
      for (int site = 0; site < SITES; site++) {
        if (arrived.isObserved(step, site, 0)) {
          assertThat(arrived.value(step, site, 0)).isEqualTo(TOWN.value(step, site, 0));
        }
      }
    }
    assertThat(TOWN.observedShare()).isEqualTo(1);
  }

  @Test
  void itFollowsFromTheSeedAlone() {
    assertThat(new Arrivals(0.1).of(TOWN, 7)).isEqualTo(new Arrivals(0.1).of(TOWN, 7));
    assertThat(new Arrivals(0.1).of(TOWN, 8)).isNotEqualTo(new Arrivals(0.1).of(TOWN, 7));
    assertThat(Arrivals.ALL.of(TOWN, 7)).isEqualTo(TOWN);
  }

  @Test
  void aShareIsAShare() {
    assertThatThrownBy(() -> Arrivals.parse("10")).hasMessage("A share of 10.0 is not in (0, 1]");
    assertThatThrownBy(() -> new Arrivals(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Arrivals.parse("0.05")).hasToString("5 % of the readings");
  }
}
