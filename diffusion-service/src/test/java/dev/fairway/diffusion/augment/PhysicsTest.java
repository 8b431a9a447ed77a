package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot be is told from what can. */
class PhysicsTest {

  private static final int STEPS = NoisyTown.STEPS;
  private static final TrafficSeries SERIES = NoisyTown.series(4, 1);
  private static final Part ALL = new Part(0, SERIES.steps());

  private static TrafficWindow window() {
    return SERIES.window(100, STEPS);
  }

  private static TrafficWindow with(int channel, int step, int site, float value) {
    TrafficWindow window = window();
    window.values()[window.cell(channel, step, site)] = value;
    return window;
  }

  @Test
  void realWindowsCanBe() {
    Physics physics = Physics.of(SERIES, ALL, STEPS);
    long refused = 0;
    for (int start = 0; start + STEPS <= SERIES.steps(); start++) {
      refused += physics.refuse(SERIES.window(start, STEPS)).isPresent() ? 1 : 0;
    }
    // What the quantile of the balance leaves out, and nothing else.
    assertThat(refused).isLessThanOrEqualTo(SERIES.steps() / 1000 + 1);
  }

  @Test
  void impossibleValuesAreRefusedByWhatIsWrongWithThem() {
    Physics physics = Physics.of(SERIES, ALL, STEPS);
    assertThat(physics.refuse(window())).isEmpty();
    assertThat(physics.refuse(with(1, 0, 0, Float.NaN))).contains(Rejection.NOT_FINITE);
    assertThat(physics.refuse(with(1, 0, 0, Float.POSITIVE_INFINITY)))
        .contains(Rejection.NOT_FINITE);
    assertThat(physics.refuse(with(0, 1, 2, -0.5f))).contains(Rejection.OUT_OF_BOUNDS);
    assertThat(physics.refuse(with(1, 3, 1, 70.5f))).contains(Rejection.OUT_OF_BOUNDS);
    assertThat(physics.refuse(with(1, 3, 1, 60))).contains(Rejection.NEVER_SEEN);
    assertThat(physics.refuse(with(0, 0, 1, 1500))).contains(Rejection.OUT_OF_BALANCE);
  }

  @Test
  void whatRoundingMovedAcrossABoundIsMovedBack() {
    Physics physics = Physics.of(SERIES, ALL, STEPS);
    TrafficWindow off = with(0, 1, 2, -1e-6f);
    off.values()[off.cell(1, 0, 0)] = Float.NaN;
    off.values()[off.cell(0, 2, 2)] = -0.5f;
    TrafficWindow rounded = physics.rounded(off);
    assertThat(rounded.values()[off.cell(0, 1, 2)]).isZero();
    assertThat(rounded.values()[off.cell(1, 0, 0)]).isNaN();
    assertThat(rounded.values()[off.cell(0, 2, 2)]).isEqualTo(-0.5f);
    assertThat(physics.rounded(window()).values()).isEqualTo(window().values());
  }

  @Test
  void theCapIsATenthAboveTheLargestValueButNoMoreThanTheChannelHas() {
    TrafficSeries steady = new TrafficSeries(NoisyTown.measured(), NoisyTown.START, 20);
    for (int t = 0; t < 20; t++) {
      for (int n = 0; n < NoisyTown.SITES; n++) {
        steady.set(t, n, 0, 2000);
        steady.set(t, n, 1, 66);
      }
    }
    Physics physics = Physics.of(steady, new Part(0, 20), STEPS);
    assertThat(physics.caps()).isEqualTo(List.of(2200.0, 70.0));
  }

  @Test
  void flowsThatPartEvenlyAreInBalance() {
    FlowBalance balance = FlowBalance.fit(SERIES, ALL, STEPS).orElseThrow();
    TrafficWindow even = window();
    for (int t = 0; t < STEPS; t++) {
      even.values()[even.cell(0, t, 0)] = 800;
      even.values()[even.cell(0, t, 1)] = 400;
      even.values()[even.cell(0, t, 2)] = 400;
    }
    // The usual imbalance of a site is 0 but for the noise of its mean, a small part of a
    // deviation.
    assertThat(balance.imbalance(even)).isLessThan(0.1);
    assertThat(balance.accepts(even)).isTrue();
  }

  @Test
  void anImbalanceIsToldInTheDeviationsOfItsSites() {
    FlowBalance balance = FlowBalance.fit(SERIES, ALL, STEPS).orElseThrow();
    // Site b: q_b - q_a / 2 has the deviation sqrt(25^2 + 25^2), its mean over 4 steps half of
    // that.
    double deviation = 25 * Math.sqrt(2) / 2;
    TrafficWindow off = window();
    for (int t = 0; t < STEPS; t++) {
      off.values()[off.cell(0, t, 0)] = 800;
      off.values()[off.cell(0, t, 1)] = (float) (400 + 10 * deviation);
      off.values()[off.cell(0, t, 2)] = 400;
    }
    // Site c is in balance: the root mean square of 10 and 0. Site a has nothing upstream.
    assertThat(balance.imbalance(off)).isCloseTo(10 / Math.sqrt(2), within(0.5));
    assertThat(balance.accepts(off)).isFalse();
  }

  /** A model of real numbers says of a site where nothing ever passed that hardly anything does. */
  @Test
  void aSiteThatWasAlwaysInBalanceMayBeOutOfItByALittle() {
    TrafficSeries exact = NoisyTown.series(4, 1);
    for (int t = 0; t < exact.steps(); t++) {
      exact.set(t, 2, 0, exact.value(t, 0, 0) / 2);
    }
    FlowBalance balance = FlowBalance.fit(exact, ALL, STEPS).orElseThrow();
    double usual = balance.deviations()[1];
    assertThat(balance.deviations()[2]).isCloseTo(0.1 * usual / Math.sqrt(2), within(1e-3 * usual));
    assertThat(balance.accepts(atThirdSite(exact, 0.05 * usual))).isTrue();
    assertThat(balance.accepts(atThirdSite(exact, 5 * usual))).isFalse();
  }

  private static TrafficWindow atThirdSite(TrafficSeries series, double more) {
    TrafficWindow window = series.window(100, STEPS);
    for (int t = 0; t < STEPS; t++) {
      window.values()[window.cell(0, t, 2)] += (float) more;
    }
    return window;
  }

  @Test
  void whatIsNotObservedIsNotOutOfBalance() {
    FlowBalance balance = FlowBalance.fit(SERIES, ALL, STEPS).orElseThrow();
    TrafficWindow window = with(0, 0, 1, 4000);
    window.observed()[window.cell(0, 0, 1)] = false;
    assertThat(balance.accepts(window)).isTrue();
    assertThat(balance.imbalance(window.hidden(new boolean[window.values().length]))).isNaN();
  }

  @Test
  void withoutFlowsThereIsNoBalance() {
    TrafficSeries speeds = NoisyTown.series(1, 1);
    for (int t = 0; t < speeds.steps(); t++) {
      for (int n = 0; n < NoisyTown.SITES; n++) {
        speeds.clear(t, n, 0);
      }
    }
    Physics physics = Physics.of(speeds, new Part(0, speeds.steps()), STEPS);
    assertThat(physics.balance()).isEqualTo(Optional.empty());
    assertThat(PhysicsReport.of(physics).flowBalance()).contains("not checked");
  }
}
