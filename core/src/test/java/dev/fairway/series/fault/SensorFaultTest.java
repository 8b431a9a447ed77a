package dev.fairway.series.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.series.SmallSeries;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SensorFaultTest {

  private static final int DAY = 288;
  private static final int STEPS = 12;

  /** All sensors. */
  private static final SiteShare ALL = new SiteShare(1);

  private static final TrafficSeries SERIES = series();
  private static final SiteDeviations DEVIATIONS = SiteDeviations.fit(SERIES);
  private static final TrafficWindow WINDOW = SERIES.window(3 * DAY + 100, STEPS);

  /** Four days; each site and channel goes up and down its own way, the third has holes. */
  private static TrafficSeries series() {
    TrafficSeries series =
        new TrafficSeries(SmallSeries.counting(1).measured(), SmallSeries.START, 4 * DAY);
    for (int t = 0; t < series.steps(); t++) {
      for (int n = 0; n < series.sites(); n++) {
        for (int c = 0; c < series.channels(); c++) {
          if (n < 2 || t % 5 != 0) {
            series.set(t, n, c, (float) (30 + 10 * Math.sin(t / 7.0 + n) + n + 4 * c));
          }
        }
      }
    }
    return series;
  }

  static Stream<SensorFault> faults() {
    return Stream.of(
        new StuckFault(),
        new DriftingFault(DEVIATIONS, 1),
        new SpikingFault(DEVIATIONS, 0.2, 6),
        new DeadFault(SERIES.measured().channels()),
        new SpoofedFault(SERIES));
  }

  private static TrafficWindow faulty(SensorFault fault, SiteShare share, long seed) {
    return fault.of(WINDOW, share, new SplittableRandom(seed));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void sameSeedSameFaultAndTheWindowItselfStays(SensorFault fault) {
    float[] before = WINDOW.values().clone();
    TrafficWindow one = faulty(fault, ALL, 5);

    assertThat(faulty(fault, ALL, 5).values()).isEqualTo(one.values());
    assertThat(one.values()).isNotEqualTo(before);
    assertThat(WINDOW.values()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void onlyTheDrawnSitesAreFaulty(SensorFault fault) {
    SiteShare third = new SiteShare(1.0 / 3);
    boolean[] drawn = third.draw(3, new SplittableRandom(8));

    TrafficWindow window = faulty(fault, third, 8);

    assertThat(drawn).containsOnlyOnce(true);
    for (int cell = 0; cell < WINDOW.values().length; cell++) {
      if (!drawn[cell % 3]) {
        assertThat(window.values()[cell]).isEqualTo(WINDOW.values()[cell]);
        assertThat(window.observed()[cell]).isEqualTo(WINDOW.observed()[cell]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void nothingIsReportedBeyondTheBounds(SensorFault fault) {
    TrafficWindow window = faulty(fault, ALL, 2);
    for (int channel = 0; channel < 2; channel++) {
      for (int step = 0; step < STEPS; step++) {
        for (int site = 0; site < 3; site++) {
          int cell = window.cell(channel, step, site);
          assertThat(SERIES.measured().channels().get(channel).accepts(window.values()[cell]))
              .isTrue();
        }
      }
    }
  }

  @Test
  void aStuckSensorIsRightUntilItsOnsetAndConstantAfterIt() {
    for (int seed = 0; seed < 20; seed++) {
      TrafficWindow window = faulty(new StuckFault(), ALL, seed);
      assertThat(window.observed()).isEqualTo(WINDOW.observed());
      for (int site = 0; site < 2; site++) {
        float stuck = at(window, 0, STEPS - 1, site);
        int onset = STEPS - 1;
        while (onset > 0 && at(window, 0, onset - 1, site) == stuck) {
          onset--;
        }
        for (int step = 0; step <= onset; step++) {
          assertThat(at(window, 0, step, site)).isEqualTo(at(WINDOW, 0, step, site));
        }
      }
    }
  }

  @Test
  void aDriftIsLinearAndAsFastAsItSays() {
    TrafficWindow window = faulty(new DriftingFault(DEVIATIONS, 1.2), ALL, 3);

    assertThat(window.observed()).isEqualTo(WINDOW.observed());
    for (int site = 0; site < 3; site++) {
      double sign = Math.signum(drift(window, 10, site));
      for (int step = 0; step < STEPS; step++) {
        if (WINDOW.observed()[WINDOW.cell(1, step, site)]) {
          assertThat(drift(window, step, site))
              .isCloseTo(sign * 1.2 * step / 12 * DEVIATIONS.of(0, site), within(1e-4));
        }
      }
    }
  }

  private static double drift(TrafficWindow window, int step, int site) {
    return at(window, 0, step, site) - at(WINDOW, 0, step, site);
  }

  @Test
  void spikesAreAsHighAsTheySayAndAsRare() {
    int spikes = 0;
    int cells = 0;
    for (int seed = 0; seed < 200; seed++) {
      TrafficWindow window = faulty(new SpikingFault(DEVIATIONS, 0.2, 2), ALL, seed);
      for (int site = 0; site < 2; site++) {
        for (int step = 0; step < STEPS; step++) {
          double height = Math.abs(drift(window, step, site)) / DEVIATIONS.of(0, site);
          cells++;
          if (height > 0) {
            spikes++;
            assertThat(height).isCloseTo(2, within(1e-4));
          }
        }
      }
    }
    // 4,800 cells: five standard deviations of the share.
    assertThat(spikes / (double) cells).isCloseTo(0.2, within(0.03));
  }

  @Test
  void aDeadSensorReportsZeroAndIsBelieved() {
    TrafficWindow window = faulty(new DeadFault(SERIES.measured().channels()), ALL, 1);

    assertThat(window.values()).containsOnly(0);
    assertThat(window.observed()).containsOnly(true);
  }

  /** Over some seeds, each site is seen to be another and to be itself on each other day. */
  @Test
  void aSpoofedSensorReportsAnotherSiteOrAnotherDay() {
    for (int site = 0; site < 3; site++) {
      boolean[] met = new boolean[5];
      for (int seed = 0; seed < 100; seed++) {
        List<float[]> truths = plausible(site);
        float[] reported = ofSite(faulty(new SpoofedFault(SERIES), ALL, seed), site);
        int source = 0;
        while (source < truths.size() && !Arrays.equals(truths.get(source), reported)) {
          source++;
        }
        assertThat(source).as("site %d, seed %d", site, seed).isLessThan(5);
        met[source] = true;
      }
      assertThat(met).containsOnly(true);
    }
  }

  /** The other sites now, and the site itself at this time of the three other days. */
  private static List<float[]> plausible(int site) {
    return List.of(
        ofSite(WINDOW, (site + 1) % 3),
        ofSite(WINDOW, (site + 2) % 3),
        ofSite(SERIES.window(100, STEPS), site),
        ofSite(SERIES.window(DAY + 100, STEPS), site),
        ofSite(SERIES.window(2 * DAY + 100, STEPS), site));
  }

  private static float[] ofSite(TrafficWindow window, int site) {
    float[] values = new float[2 * STEPS];
    for (int step = 0; step < STEPS; step++) {
      values[step] = at(window, 0, step, site);
      values[STEPS + step] = at(window, 1, step, site);
    }
    return values;
  }

  @Test
  void withoutAnotherDayNothingCanBeReplayed() {
    TrafficSeries day = SERIES.slice(3 * DAY, 4 * DAY);
    SensorFault fault = new SpoofedFault(day);
    assertThatThrownBy(
            () -> {
              for (int seed = 0; seed < 20; seed++) {
                faulty(fault, ALL, seed);
              }
            })
        .hasMessageContaining("no other day");
  }

  @Test
  void aShareDrawsAsManySitesAsItSays() {
    for (int seed = 0; seed < 50; seed++) {
      boolean[] drawn = new SiteShare(0.25).draw(20, new SplittableRandom(seed));
      int count = 0;
      for (boolean one : drawn) {
        count += one ? 1 : 0;
      }
      assertThat(count).isEqualTo(5);
    }
    assertThatThrownBy(() -> new SiteShare(0)).hasMessageContaining("(0, 1]");
  }

  private static float at(TrafficWindow window, int channel, int step, int site) {
    return window.values()[window.cell(channel, step, site)];
  }
}
