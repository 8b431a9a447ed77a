package dev.fairway.stream.flink;

import dev.fairway.series.Channel;

/** Values that a channel cannot have are taken to the nearest one that it can. */
final class Clamp {

  static double to(Channel channel, double value) {
    return Math.max(channel.minimum(), Math.min(channel.maximum(), value));
  }

  private Clamp() {}
}
