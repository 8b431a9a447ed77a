package dev.fairway.forecast;

import java.util.Optional;

/**
 * What a training is given besides its series.
 *
 * @param representation of the series' windows
 * @param augmentation of the training part
 * @param attack on every batch, whose windows are then learned from as they are and as attacked
 * @param source of another network, whose weights it begins with; scale, seasons and calibration
 *     are always this network's own
 */
public record Additions(
    Representation representation,
    Augmentation augmentation,
    Optional<Attack> attack,
    Optional<SourceForecaster> source) {

  public static final Additions NONE = of(new Representation.None());

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
    return new Additions(representation, Augmentation.none(), Optional.empty(), Optional.empty());
  }

  /** The same with another augmentation. */
  public Additions augmented(Augmentation other) {
    return new Additions(representation, other, attack, source);
  }

  /** The same under an attack. */
  public Additions attacked(Attack by) {
    return new Additions(representation, augmentation, Optional.of(by), source);
  }

  /** The same, begun with what was learned on another network. */
  public Additions from(SourceForecaster other) {
    return new Additions(representation, augmentation, attack, Optional.of(other));
  }
}
