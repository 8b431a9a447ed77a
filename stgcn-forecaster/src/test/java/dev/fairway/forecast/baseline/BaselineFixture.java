package dev.fairway.forecast.baseline;

import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** Two sites, an input channel and a forecast one, every 5 minutes, in Copenhagen. */
final class BaselineFixture {

  static final MeasuredNetwork MEASURED =
      new MeasuredNetwork(
          new TrafficNetwork(
              "toy",
              NetworkKind.ROAD,
              List.of(new Site("a", "a", 56, 10), new Site("b", "b", 56, 10.1)),
              List.of()),
          "Toy",
          List.of(
              new Channel("flow", "veh/h", 0, 1e4, false, Aggregation.RATE),
              new Channel("speed", "m/s", 0, 100, true, Aggregation.MEAN)),
          Duration.ofMinutes(5),
          ZoneId.of("Europe/Copenhagen"),
          Duration.ZERO,
          "");

  /** A Wednesday, 09:00 in Copenhagen. */
  static final Instant WEDNESDAY_NINE = Instant.parse("2014-02-12T08:00:00Z");

  static final int FLOW = 0;
  static final int SPEED = 1;
  static final int STEPS = 12;

  /** A window that ends at a time and in which nothing was observed. */
  static TrafficWindow unobserved(Instant end) {
    int cells = 2 * STEPS * 2;
    return new TrafficWindow(
        end.minus(MEASURED.interval().multipliedBy(STEPS)),
        MEASURED.interval(),
        2,
        STEPS,
        2,
        new float[cells],
        new boolean[cells]);
  }

  /** A window that ends at a time and has one value everywhere. */
  static TrafficWindow constant(Instant end, float value) {
    TrafficWindow window = unobserved(end);
    Arrays.fill(window.values(), value);
    Arrays.fill(window.observed(), true);
    return window;
  }

  static void observe(TrafficWindow window, int channel, int step, int site, float value) {
    window.values()[window.cell(channel, step, site)] = value;
    window.observed()[window.cell(channel, step, site)] = true;
  }

  /** A profile that has seen one value everywhere, once. */
  static SeasonalProfile knowing(float value) {
    SeasonalProfile profile = new SeasonalProfile(MEASURED);
    for (int slot = 0; slot < profile.slots; slot++) {
      profile.update(
          slot, new float[] {value, value, value, value}, new boolean[] {true, true, true, true});
    }
    return profile;
  }

  private BaselineFixture() {}
}
