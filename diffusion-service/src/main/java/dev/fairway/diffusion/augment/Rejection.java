package dev.fairway.diffusion.augment;

/** Why a drawn window is not taken. */
public enum Rejection {
  /** A cell is no finite number. */
  NOT_FINITE("not finite"),
  /** A cell is below or above what its channel can be. */
  OUT_OF_BOUNDS("out of bounds"),
  /** A cell is far above all that was ever measured. */
  NEVER_SEEN("above all seen"),
  /** Flows do not hang together along the network. */
  OUT_OF_BALANCE("out of balance"),
  /** It is as good as a copy of a window that was learned from. */
  NEAR_DUPLICATE("near duplicate");

  private final String words;

  Rejection(String words) {
    this.words = words;
  }

  /** As reports have it. */
  @Override
  public String toString() {
    return words;
  }
}
