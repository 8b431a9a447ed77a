package dev.fairway.forecast;

import dev.fairway.series.Channel;
import dev.fairway.series.StandardScaler;
import java.util.List;

/**
 * What an attack may make of a window: observed cells of attacked sites lie anywhere within the
 * radius and the channel's bounds (anything else is refused before a window is made of it), all
 * other cells as they are.
 *
 * @param box {@code [C, T, N]}, scaled
 */
record Reach(ForecastInput input, StandardScaler scaler, List<Channel> channels, Box box) {

  /**
   * @param radius scaled
   * @param attacked for each site whether it is
   */
  static Reach of(
      ForecastInput input,
      StandardScaler scaler,
      List<Channel> channels,
      double radius,
      boolean[] attacked) {
    float[] low = scaler.transform(input.filled());
    float[] high = low.clone();
    int plane = low.length / channels.size();
    for (int cell = 0; cell < low.length; cell++) {
      if (attacked[cell % attacked.length] && input.observed().observed()[cell]) {
        int c = cell / plane;
        double mean = scaler.means().get(c);
        double deviation = scaler.deviations().get(c);
        double least = (channels.get(c).minimum() - mean) / deviation;
        double most = (channels.get(c).maximum() - mean) / deviation;
        // A value beyond the bounds may stay where it is.
        float value = low[cell];
        low[cell] = (float) Math.min(value, Math.max(value - radius, least));
        high[cell] = (float) Math.max(value, Math.min(value + radius, most));
      }
    }
    return new Reach(input, scaler, channels, new Box(low, high));
  }

  /**
   * The window as if other values had been observed.
   *
   * @param graph its sites' values are others
   * @param packed scaled, {@code [C, T, n]} from {@code first} on
   */
  ForecastInput with(NetworkGraph graph, float[] packed, int first) {
    float[] values = input.observed().values().clone();
    float[] filled = input.filled().clone();
    int sites = input.observed().sites();
    int rows = filled.length / sites;
    for (int row = 0; row < rows; row++) {
      int c = row * channels.size() / rows;
      for (int i = 0; i < graph.size(); i++) {
        int cell = row * sites + graph.site(i);
        if (!box.isFixed(cell)) {
          double scaled = packed[first + row * graph.size() + i];
          filled[cell] =
              channels.get(c).nearest(scaled * scaler.deviations().get(c) + scaler.means().get(c));
          values[cell] = filled[cell];
        }
      }
    }
    return new ForecastInput(
        input.observed().with(values, input.observed().observed()), filled, input.representation());
  }
}
