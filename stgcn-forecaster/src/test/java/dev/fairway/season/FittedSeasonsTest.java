package dev.fairway.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.graph.Networks;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a training is told to be usual. */
class FittedSeasonsTest {

  private static final MeasuredNetwork MEASURED =
      new MeasuredNetwork(
          Networks.ring(3),
          "ring",
          List.of(
              new Channel(Channel.SPEED, "m/s", 0, 60, true, Aggregation.MEAN),
              new Channel(Channel.OCCUPANCY, "1", 0, 1, false, Aggregation.RATE)),
          Duration.ofMinutes(5),
          ZoneOffset.UTC,
          Duration.ofMinutes(1),
          "");
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int DAY = 288;
  private static final int DAYS = 9;

  /** Days of a sine each, of their own heights, so that every day's mean is 0. */
  private static TrafficSeries series(int without) {
    TrafficSeries series = new TrafficSeries(MEASURED, START, DAYS * DAY);
    for (int step = 0; step < series.steps(); step++) {
      int day = Math.floorDiv(step, DAY);
      for (int site = 0; site < series.sites() && day != without; site++) {
        for (int channel = 0; channel < series.channels(); channel++) {
          double height = (day * 7 + site * 3 + channel) % 11;
          series.set(step, site, channel, (float) (height * Math.sin(2 * Math.PI * step / DAY)));
        }
      }
    }
    return series;
  }

  @Test
  void onADayThatWasFittedToItIsWhatIsUsualOnTheOthers() {
    FittedSeasons all = FittedSeasons.fit(series(-1));
    for (int day = 0; day < DAYS; day++) {
      FittedSeasons others = FittedSeasons.fit(series(day));
      for (int step : new int[] {day * DAY + 60, day * DAY + 150, day * DAY + 270}) {
        float[] told = all.at(series(-1).time(step), 12);
        assertThat(told)
            .as("day %d, step %d", day, step)
            .containsExactly(others.means().at(series(-1).time(step), 12), within(1e-4f));
      }
    }
  }

  @Test
  void onANewDayItIsTheMeansAsTheyBelongToTheModel() {
    FittedSeasons fitted = FittedSeasons.fit(series(-1));
    TrafficSeries known = series(-1);
    Instant tomorrow = known.time(known.steps() - 1).plusSeconds(3600);
    assertThat(fitted.at(tomorrow, 12)).containsExactly(fitted.means().at(tomorrow, 12));
  }

  /** A sine with noise, of which one reading in ten arrives: what is known is the sine. */
  @Test
  void whereFewReadingsArriveTheTimesAroundHelp() {
    SplittableRandom random = new SplittableRandom(1);
    TrafficSeries few = new TrafficSeries(MEASURED, START, DAYS * DAY);
    double[] sums = new double[DAY / 3];
    int[] counts = new int[sums.length];
    for (int step = 0; step < few.steps(); step++) {
      if (step / DAY < 5 && random.nextDouble() < 0.1) {
        double value = sine(step) + 3 * random.nextGaussian();
        few.set(step, 0, 0, (float) value);
        sums[step % DAY / 3] += value;
        counts[step % DAY / 3]++;
      }
    }
    float[] told = FittedSeasons.fit(few).means().at(START, DAY);
    double off = 0;
    double ofOwnMeans = 0;
    for (int step = 0; step < DAY; step++) {
      double truth = sine(step);
      if (counts[step / 3] > 0) {
        off += Math.abs(told[step * 3] - truth);
        ofOwnMeans += Math.abs(sums[step / 3] / counts[step / 3] - truth);
      }
    }
    assertThat(off).isLessThan(0.7 * ofOwnMeans);
  }

  /** From Friday to Sunday each kind of day is there once: without it the other two are known. */
  @Test
  void aKindOfDayThatNobodyElseKnowsIsLikeTheOthers() {
    TrafficSeries weekend = new TrafficSeries(MEASURED, START.plus(Duration.ofDays(4)), 3 * DAY);
    for (int step = 0; step < weekend.steps(); step++) {
      weekend.set(step, 0, 0, (float) sine(step));
    }
    FittedSeasons fitted = FittedSeasons.fit(weekend);
    FittedSeasons friday = FittedSeasons.fit(weekend.slice(0, DAY));
    for (int day = 0; day < 3; day++) {
      Instant midnight = weekend.time(day * DAY);
      float[] leftOut = fitted.at(midnight, DAY);
      float[] neverSeen = friday.means().at(midnight, DAY);
      for (int step = 0; step < DAY; step++) {
        assertThat(leftOut[step * 3]).isCloseTo((float) sine(step), within(1f));
        assertThat(neverSeen[step * 3]).isCloseTo((float) sine(step), within(1f));
      }
    }
  }

  private static double sine(int step) {
    return 20 + 10 * Math.sin(2 * Math.PI * step / DAY);
  }

  @Test
  void whatNeverChangesIsUsualAtAnyTime() {
    TrafficSeries level = new TrafficSeries(MEASURED, START, DAYS * DAY);
    for (int step = 0; step < level.steps(); step += 7) {
      level.set(step, 0, 0, 12);
      level.set(step, 1, 0, 12);
    }
    float[] told = FittedSeasons.fit(level).means().at(START, DAY * 7);
    for (int cell = 0; cell < told.length; cell++) {
      assertThat(told[cell]).isCloseTo(cell < told.length / 2 ? 12 : 0, within(1e-4f));
    }
  }
}
