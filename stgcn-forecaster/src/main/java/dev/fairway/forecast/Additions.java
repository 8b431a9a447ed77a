package dev.fairway.forecast;

import java.util.Optional;

/**
 * What a training is given besides its series.
 *
 * @param features of the series' windows, where an encoder takes part
 * @param augmentation of the training part
 */
public record Additions(Optional<NodeFeatures> features, Augmentation augmentation) {

  public static final Additions NONE = new Additions(Optional.empty(), Augmentation.none());

  /** An encoder's features, and nothing else. */
  public static Additions of(NodeFeatures features) {
    return new Additions(Optional.of(features), Augmentation.none());
  }

  /** The same with another augmentation. */
  public Additions augmented(Augmentation other) {
    return new Additions(features, other);
  }
}
