package dev.fairway.forecast;

import java.util.Optional;

/**
 * What a training is given besides its series.
 *
 * @param features of the series' windows, where an encoder takes part
 * @param augmentation of the training part
 * @param attack on every batch, whose windows are then learned from as they are and as attacked
 */
public record Additions(
    Optional<NodeFeatures> features, Augmentation augmentation, Optional<Attack> attack) {

  public static final Additions NONE =
      new Additions(Optional.empty(), Augmentation.none(), Optional.empty());

  /** An encoder's features, and nothing else. */
  public static Additions of(NodeFeatures features) {
    return new Additions(Optional.of(features), Augmentation.none(), Optional.empty());
  }

  /** The same with another augmentation. */
  public Additions augmented(Augmentation other) {
    return new Additions(features, other, attack);
  }

  /** The same under an attack. */
  public Additions attacked(Attack by) {
    return new Additions(features, augmentation, Optional.of(by));
  }
}
