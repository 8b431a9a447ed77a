package dev.fairway.diffusion.augment;

import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be: values within their channels' bounds and not far above the largest that was ever
 * measured, and flows that hang together along the network.
 *
 * @param channels in the order of the windows' channel axis
 * @param caps by channel, in its unit: the largest value that is accepted
 * @param balance empty where it cannot be checked
 */
record Physics(List<Channel> channels, List<Double> caps, Optional<FlowBalance> balance) {

  /** How far beyond the largest measured value one may be, as a share of the measured range. */
  private static final double MARGIN = 0.1;

  /**
   * How far off a bound a value may be for it to be rounding, as a share of the range up to the
   * cap: some units in the last place of a {@code float}, as a model's bounds are in its own scale.
   */
  private static final double ROUNDING = 1e-6;

  Physics {
    channels = List.copyOf(channels);
    caps = List.copyOf(caps);
  }

  /**
   * @param part that is learned from
   * @param steps intervals in a window
   */
  static Physics of(TrafficSeries series, Part part, int steps) {
    List<Channel> channels = series.measured().channels();
    List<Double> caps = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      double lowest = channels.get(c).minimum();
      double largest = lowest;
      for (int t = part.from(); t < part.to(); t++) {
        for (int n = 0; n < series.sites(); n++) {
          largest = series.isObserved(t, n, c) ? Math.max(largest, series.value(t, n, c)) : largest;
        }
      }
      caps.add(Math.min(channels.get(c).maximum(), largest + MARGIN * (largest - lowest)));
    }
    return new Physics(channels, caps, FlowBalance.fit(series, part, steps));
  }

  /** The same window, with values that rounding moved across a bound moved back onto it. */
  TrafficWindow rounded(TrafficWindow window) {
    float[] values = window.values().clone();
    int row = window.steps() * window.sites();
    for (int i = 0; i < values.length; i++) {
      Channel channel = channels.get(i / row);
      double most = ROUNDING * (caps.get(i / row) - channel.minimum());
      double bounded = Math.max(channel.minimum(), Math.min(channel.maximum(), values[i]));
      values[i] = Math.abs(bounded - values[i]) <= most ? (float) bounded : values[i];
    }
    return window.with(values, window.observed());
  }

  /** Why a window cannot be; empty if it can. */
  Optional<Rejection> refuse(TrafficWindow window) {
    boolean above = false;
    for (int c = 0; c < channels.size(); c++) {
      for (int t = 0; t < window.steps(); t++) {
        for (int n = 0; n < window.sites(); n++) {
          float value = window.values()[window.cell(c, t, n)];
          if (!Float.isFinite(value)) {
            return Optional.of(Rejection.NOT_FINITE);
          }
          if (!channels.get(c).accepts(value)) {
            return Optional.of(Rejection.OUT_OF_BOUNDS);
          }
          above |= value > caps.get(c);
        }
      }
    }
    if (above) {
      return Optional.of(Rejection.NEVER_SEEN);
    }
    return balance.filter(flows -> !flows.accepts(window)).map(flows -> Rejection.OUT_OF_BALANCE);
  }
}
