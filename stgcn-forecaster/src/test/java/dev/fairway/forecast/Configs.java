package dev.fairway.forecast;

import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.forecast.ClassicConfig.Rollout;
import dev.fairway.forecast.ModernConfig.Anchor;
import dev.fairway.forecast.ModernConfig.Temporal;

/** Configurations small enough for tests. */
final class Configs {

  private Configs() {}

  static ClassicConfig classic(int horizon, GraphConvolutionKind kind, Rollout rollout) {
    return new ClassicConfig(
        12,
        horizon,
        8,
        4,
        8,
        3,
        kind == GraphConvolutionKind.CHEBYSHEV ? 3 : 1,
        kind,
        rollout,
        false,
        Head.POINT,
        0,
        Ties.ofLinks());
  }

  static ClassicConfig classic(int horizon) {
    return classic(horizon, GraphConvolutionKind.CHEBYSHEV, Rollout.DIRECT);
  }

  /** With every part. */
  static ModernConfig modern(int horizon, Temporal temporal, Anchor anchor, Head head) {
    return new ModernConfig(
        12,
        horizon,
        8,
        2,
        temporal,
        4,
        3,
        2,
        true,
        true,
        2,
        true,
        3,
        true,
        true,
        anchor,
        anchor != Anchor.NONE,
        head,
        0.1,
        Ties.ofLinks());
  }

  static ModernConfig modern(int horizon) {
    return modern(horizon, Temporal.POINTWISE, Anchor.SEASON, Head.POINT);
  }

  /** With none of the parts that can be left out. */
  static ModernConfig bare(int horizon) {
    return new ModernConfig(
        12,
        horizon,
        8,
        1,
        Temporal.POINTWISE,
        0,
        0,
        0,
        false,
        false,
        0,
        false,
        0,
        false,
        false,
        Anchor.NONE,
        false,
        Head.POINT,
        0,
        Ties.ofLinks());
  }
}
