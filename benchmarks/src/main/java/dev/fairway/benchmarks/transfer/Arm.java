package dev.fairway.benchmarks.transfer;

/** What helps a forecaster that has little to learn from. */
public enum Arm {
  /** Nothing: the forecaster alone. */
  NOTHING("nothing", Encoding.NONE, Change.NONE),
  /** Jitter, mixup and window warp. */
  CLASSIC("classic augmentations", Encoding.NONE, Change.CLASSIC),
  /** Features of a denoiser with random weights, read where the trained one's are. */
  RANDOM_ENCODER("random encoder", Encoding.RANDOM, Change.NONE),
  /** Features of a denoiser that was trained on the same days. */
  REPRESENTATION("diffusion representation", Encoding.DIFFUSION, Change.NONE),
  /** Features of that denoiser, which learns on with the forecaster. */
  FINE_TUNED("diffusion representation, fine-tuned", Encoding.TUNED, Change.NONE),
  /** The same, and it goes on learning to denoise. */
  JOINT("diffusion representation, joint loss", Encoding.JOINT, Change.NONE),
  /** Windows drawn by a diffusion model that was trained on the same days. */
  AUGMENTATION("diffusion augmentation", Encoding.NONE, Change.SYNTHETIC),
  /** Features and windows. */
  BOTH("representation and augmentation", Encoding.DIFFUSION, Change.SYNTHETIC);

  enum Encoding {
    NONE,
    RANDOM,
    DIFFUSION,
    TUNED,
    JOINT
  }

  enum Change {
    NONE,
    CLASSIC,
    SYNTHETIC
  }

  private final String label;
  private final Encoding encoding;
  private final Change change;

  Arm(String label, Encoding encoding, Change change) {
    this.label = label;
    this.encoding = encoding;
    this.change = change;
  }

  /** As tables name it. */
  public String label() {
    return label;
  }

  Encoding encoding() {
    return encoding;
  }

  Change change() {
    return change;
  }
}
