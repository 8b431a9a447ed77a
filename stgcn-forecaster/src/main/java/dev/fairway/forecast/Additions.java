package dev.fairway.forecast;

import java.util.Optional;

/**
 * What a training is given besides its series.
 *
 * @param representation of the series' windows
 * @param augmentation of the training part
 * @param attack on every batch, whose windows are then learned from as they are and as attacked
 */
public record Additions(
    Representation representation, Augmentation augmentation, Optional<Attack> attack) {

  public static final Additions NONE =
      new Additions(new Representation.None(), Augmentation.none(), Optional.empty());

  public Additions {
    if (attack.isPresent() && representation.tuned().isPresent()) {
      throw new IllegalArgumentException(
          "An attack on windows would have to go through the encoder that learns: train under attack with a frozen one");
    }
  }

  /** An encoder's features, and nothing else. */
  public static Additions of(NodeFeatures features) {
    return of(new Representation.Frozen(features));
  }

  /** A representation, and nothing else. */
  public static Additions of(Representation representation) {
    return new Additions(representation, Augmentation.none(), Optional.empty());
  }

  /** The same with another augmentation. */
  public Additions augmented(Augmentation other) {
    return new Additions(representation, other, attack);
  }

  /** The same under an attack. */
  public Additions attacked(Attack by) {
    return new Additions(representation, augmentation, Optional.of(by));
  }
}
