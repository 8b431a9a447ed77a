package dev.fairway.network.waterway;

import java.util.Optional;

/**
 * What a vessel's fix is worth.
 *
 * @param cell of an accepted fix: the cell it lies in, empty outside of all; empty otherwise
 * @param entered the vessel was in another cell, or in none, and has come into this one. Never true
 *     of the first fix, nor after a gap or a recovery: then nobody saw it come.
 * @param impliedSpeed m/s needed from the last accepted fix to this one; NaN where there is none,
 *     and for a fix that is not later
 */
public record FixVerdict(Kind kind, Optional<String> cell, boolean entered, double impliedSpeed) {

  /** The first three are refused. */
  public enum Kind {
    /** Time and place of the last accepted fix again. */
    DUPLICATE,
    /** Older than the last accepted fix. */
    OUT_OF_ORDER,
    /** So far off that no vessel could have got there. */
    IMPLAUSIBLE_JUMP,
    ACCEPTED
  }

  public boolean isAccepted() {
    return kind == Kind.ACCEPTED;
  }

  static FixVerdict refused(Kind kind, double impliedSpeed) {
    return new FixVerdict(kind, Optional.empty(), false, impliedSpeed);
  }
}
