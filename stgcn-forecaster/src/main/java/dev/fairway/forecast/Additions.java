package dev.fairway.forecast;

import java.util.Optional;

/**
 * What a training is given besides its series.
 *
 * @param features of the series' windows, where an encoder takes part
 * @param augmentation of the training part
 * @param attack on every batch, whose windows are then learned from as they are and as attacked
 * @param source of another network, whose weights it begins with; scale, seasons and calibration
 *     are always this network's own
 */
public record Additions(
    Optional<NodeFeatures> features,
    Augmentation augmentation,
    Optional<Attack> attack,
    Optional<SourceForecaster> source) {

  public static final Additions NONE =
      new Additions(Optional.empty(), Augmentation.none(), Optional.empty(), Optional.empty());

  /** An encoder's features, and nothing else. */
  public static Additions of(NodeFeatures features) {
    return new Additions(
        Optional.of(features), Augmentation.none(), Optional.empty(), Optional.empty());
  }

  /** The same with another augmentation. */
  public Additions augmented(Augmentation other) {
    return new Additions(features, other, attack, source);
  }

  /** The same under an attack. */
  public Additions attacked(Attack by) {
    return new Additions(features, augmentation, Optional.of(by), source);
  }

  /** The same, begun with what was learned on another network. */
  public Additions from(SourceForecaster other) {
    return new Additions(features, augmentation, attack, Optional.of(other));
  }
}
