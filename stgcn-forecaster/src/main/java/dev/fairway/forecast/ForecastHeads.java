package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.tensor.Ops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The heads of all channels that are forecast, one behind the other on the channel axis. */
final class ForecastHeads {

  /** Units of rates that count: a rate times the hours of an interval is a whole number. */
  private static final String PER_HOUR = "/h";

  private final List<ForecastHead> heads = new ArrayList<>();
  private final int levels;
  private final boolean hasQuantiles;

  /**
   * @param scaler of the channels that are forecast
   * @param levels of the quantiles
   */
  ForecastHeads(Head kind, MeasuredNetwork measured, StandardScaler scaler, double[] levels) {
    this.levels = levels.length;
    this.hasQuantiles = kind.hasQuantiles();
    double hours = measured.interval().toMillis() / (double) Duration.ofHours(1).toMillis();
    int[] channels = measured.forecastChannels();
    for (int target = 0; target < channels.length; target++) {
      Channel channel = measured.channels().get(channels[target]);
      double mean = scaler.means().get(target);
      double deviation = scaler.deviations().get(target);
      boolean counts = channel.unit().endsWith(PER_HOUR);
      heads.add(
          switch (kind) {
            case POINT -> new PointHead(false, mean, deviation);
            case HUBER -> new PointHead(true, mean, deviation);
            case QUANTILES -> new QuantileHead(levels, mean, deviation);
            case NEGATIVE_BINOMIAL, ZERO_INFLATED ->
                counts
                    ? new CountHead(kind == Head.ZERO_INFLATED, levels, hours, mean, deviation)
                    : new QuantileHead(levels, mean, deviation);
          });
    }
  }

  /** Channels that are forecast, F. */
  int targets() {
    return heads.size();
  }

  /** Numbers that all of them read for each cell, O. */
  int outputs() {
    return heads.stream().mapToInt(ForecastHead::outputs).sum();
  }

  /** Whether they make quantiles. */
  boolean hasQuantiles() {
    return hasQuantiles;
  }

  /**
   * Mean of the heads' losses.
   *
   * @param raw {@code [B, O, H, N]}
   * @param target {@code [B, F, H, N]}: scaled
   * @param mask {@code [B, F, H, N]}: 1 where the target counts
   */
  NDArray loss(NDArray raw, NDArray target, NDArray mask) {
    if (heads.stream().allMatch(PointHead.class::isInstance)) {
      return heads.get(0).loss(raw, target, mask);
    }
    NDArray sum = Ops.scalar(raw.getManager(), 0);
    int from = 0;
    for (int f = 0; f < heads.size(); f++) {
      ForecastHead head = heads.get(f);
      NDArray mine = Ops.part(raw, 1, from, from + head.outputs());
      sum = sum.add(head.loss(mine, Ops.part(target, 1, f, f + 1), Ops.part(mask, 1, f, f + 1)));
      from += head.outputs();
    }
    return Ops.scale(sum, 1.0 / heads.size());
  }

  /**
   * What the anchor of a forecast is added to: each head's first number.
   *
   * @param anchor {@code [B, F, H, N]}: scaled
   * @param raw {@code [B, O, H, N]}
   */
  NDArray anchored(NDArray raw, NDArray anchor) {
    if (outputs() == heads.size()) {
      return raw.add(anchor);
    }
    NDArray[] parts = new NDArray[2 * heads.size()];
    int count = 0;
    for (int f = 0; f < heads.size(); f++) {
      NDArray location = Ops.part(anchor, 1, f, f + 1);
      parts[count++] = location;
      int rest = heads.get(f).outputs() - 1;
      if (rest > 0) {
        parts[count++] = location.zerosLike().repeat(1, rest);
      }
    }
    return raw.add(Ops.concat(1, parts[0], Arrays.copyOfRange(parts, 1, count)));
  }

  /**
   * Forecasts in the channels' units.
   *
   * @param mean {@code [F, H, N]}, packed
   * @param quantiles {@code [Q, F, H, N]}, packed; empty without quantiles
   */
  record Decoded(float[] mean, float[] quantiles) {}

  /**
   * @param raw {@code [O, H, N]}, packed
   */
  Decoded decode(float[] raw) {
    int plane = raw.length / outputs();
    int cells = plane * heads.size();
    float[] mean = new float[cells];
    float[] quantiles = new float[hasQuantiles ? levels * cells : 0];
    double[] level = new double[hasQuantiles ? levels : 0];
    int from = 0;
    for (int f = 0; f < heads.size(); f++) {
      ForecastHead head = heads.get(f);
      double[] numbers = new double[head.outputs()];
      for (int i = 0; i < plane; i++) {
        for (int o = 0; o < numbers.length; o++) {
          numbers[o] = raw[(from + o) * plane + i];
        }
        mean[f * plane + i] = (float) head.decode(numbers, level);
        for (int q = 0; q < level.length; q++) {
          quantiles[q * cells + f * plane + i] = (float) level[q];
        }
      }
      from += head.outputs();
    }
    return new Decoded(mean, quantiles);
  }
}
