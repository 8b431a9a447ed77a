package dev.fairway.benchmarks.transfer;

import java.util.EnumSet;
import java.util.Set;

/** What helps a forecaster that has little to learn from. */
public enum Arm {
  /** Nothing: the forecaster alone. */
  NOTHING("nothing", Encoding.NONE, Change.NONE),
  /** Jitter, mixup and window warp. */
  CLASSIC("classic augmentations", Encoding.NONE, Change.CLASSIC),
  /** Features of a denoiser with random weights, read where the trained one's are. */
  RANDOM_ENCODER("random encoder", Encoding.RANDOM, Change.NONE),
  /** Features of an autoencoder that was trained on the same days. */
  AUTO_ENCODER("autoencoder", Encoding.AUTO_ENCODER, Change.NONE),
  /** Features of a denoiser that was trained on the same days. */
  REPRESENTATION("diffusion representation", Encoding.DIFFUSION, Change.NONE),
  /** Features of that denoiser, which learns on with the forecaster. */
  FINE_TUNED("diffusion representation, fine-tuned", Encoding.TUNED, Change.NONE),
  /** The same, and it goes on learning to denoise. */
  JOINT("diffusion representation, joint loss", Encoding.JOINT, Change.NONE),
  /** Windows drawn by a diffusion model that was trained on the same days. */
  AUGMENTATION("diffusion augmentation", Encoding.NONE, Change.SYNTHETIC),
  /** Such windows and no real ones: train on synthetic, test on real (Esteban et al. 2017). */
  SYNTHETIC_ALONE("drawn windows alone", Encoding.NONE, Change.SYNTHETIC_ALONE),
  /** Features and windows. */
  BOTH("representation and augmentation", Encoding.DIFFUSION, Change.SYNTHETIC),
  /** Training under attack on what the sensors report. */
  ADVERSARIAL("adversarial training", Encoding.NONE, Change.NONE, true),
  /** Features and windows, under attack. */
  BOTH_ADVERSARIAL(
      "representation, augmentation and adversarial training",
      Encoding.DIFFUSION,
      Change.SYNTHETIC,
      true),
  /** What a diffusion model of the same days expects to come, as features. */
  FORESIGHT("diffusion foresight", Encoding.FORESIGHT, Change.NONE),
  /** A forecaster of another network, gone on with: no diffusion, what all below must beat. */
  FINE_TUNED_FORECASTER("fine-tuned forecaster", Pretraining.OTHER_NETWORK),
  /** Features of a denoiser of another network, gone on with. */
  TRANSFERRED_REPRESENTATION("transferred representation", Encoding.TRANSFERRED, Change.NONE),
  /** Windows drawn by a diffusion model of another network, gone on with. */
  TRANSFERRED_AUGMENTATION("transferred augmentation", Encoding.NONE, Change.TRANSFERRED),
  /** What a diffusion model of another network, gone on with, expects to come, as features. */
  TRANSFERRED_FORESIGHT("transferred foresight", Encoding.TRANSFERRED_FORESIGHT, Change.NONE),
  /** The same features, for a forecaster of another network, gone on with. */
  FINE_TUNED_FORESIGHT(
      "fine-tuned forecaster, transferred foresight",
      Encoding.TRANSFERRED_FORESIGHT,
      Change.NONE,
      Pretraining.OTHER_NETWORK),
  /** A forecaster of another network, gone on with, and windows of a diffusion model likewise. */
  FINE_TUNED_AUGMENTED(
      "fine-tuned forecaster, transferred augmentation",
      Encoding.NONE,
      Change.TRANSFERRED,
      Pretraining.OTHER_NETWORK),
  /** A forecaster that has seen windows of a diffusion model of another network, gone on with. */
  PRETRAINED_ON_DRAWN("pretrained on transferred windows", Pretraining.DRAWN),
  /** A forecaster of another network, gone on with on such windows and then on the days. */
  FINE_TUNED_ON_DRAWN(
      "fine-tuned forecaster, pretrained on transferred windows",
      Pretraining.OTHER_NETWORK_AND_DRAWN),
  /** The mean of the forecast and of the best linear one, weighed by the validation part. */
  LINEAR_BLEND("blended with kriging", Blending.LINEAR, Pretraining.NONE),
  /** The same of the forecast and of what a diffusion model of the same days expects. */
  BLEND("blended with diffusion foresight", Blending.DIFFUSION, Pretraining.NONE),
  /** The same of what one of another network, gone on with, expects. */
  TRANSFERRED_BLEND("blended with transferred foresight", Blending.TRANSFERRED, Pretraining.NONE),
  /** The best linear forecast, for a forecaster of another network, gone on with. */
  FINE_TUNED_LINEAR_BLEND(
      "fine-tuned forecaster, blended with kriging", Blending.LINEAR, Pretraining.OTHER_NETWORK),
  /** What a diffusion model of another network expects, for such a forecaster. */
  FINE_TUNED_BLEND(
      "fine-tuned forecaster, blended with transferred foresight",
      Blending.TRANSFERRED,
      Pretraining.OTHER_NETWORK),
  /** Learns what a diffusion model of the same days expects, too: a student and its teacher. */
  TAUGHT("taught by a diffusion model", Encoding.NONE, Change.TAUGHT),
  /** The same of a model of another network, gone on with. */
  TRANSFERRED_TAUGHT("taught by a transferred model", Encoding.NONE, Change.TAUGHT_TRANSFERRED),
  /** The same of the best linear forecast, from which such models start: no diffusion. */
  LINEAR_TAUGHT("taught by kriging", Encoding.NONE, Change.TAUGHT_LINEAR),
  /** A forecaster of another network, gone on with, and a teacher likewise. */
  FINE_TUNED_TAUGHT(
      "fine-tuned forecaster, taught by a transferred model",
      Encoding.NONE,
      Change.TAUGHT_TRANSFERRED,
      Pretraining.OTHER_NETWORK),
  /** The best linear forecast as the teacher of such a forecaster: no diffusion. */
  FINE_TUNED_LINEAR_TAUGHT(
      "fine-tuned forecaster, taught by kriging",
      Encoding.NONE,
      Change.TAUGHT_LINEAR,
      Pretraining.OTHER_NETWORK),
  /** A forecaster that has filled in hidden readings of the same days: no diffusion. */
  MASKED_PRETRAINING("masked pretraining", Pretraining.MASKED),
  /** What did not arrive is taken to be what the site said last. */
  CARRIED_FORWARD("carried forward", Filling.CARRIED_FORWARD),
  /** What did not arrive is laid on straight lines. */
  LINE("straight lines", Filling.LINE),
  /** What did not arrive is taken to be as usual. */
  USUAL("historical mean", Filling.USUAL),
  /** What did not arrive is what similar sites say. */
  NEAREST_SITES("kNN", Filling.NEAREST_SITES),
  /** What did not arrive is the best linear guess, of which the diffusion model starts. */
  KRIGING("kriging", Filling.KRIGING),
  /** The same, and the best linear guess of what is to come, as features: no diffusion. */
  KRIGING_FORESIGHT(
      "kriging and its foresight", Encoding.LINEAR_FORESIGHT, Change.NONE, Filling.KRIGING),
  /** What did not arrive is what a diffusion model of what did arrive expects. */
  IMPUTED("diffusion imputation", Filling.DIFFUSION),
  /** The same, and targets without holes to learn from. */
  IMPUTED_TARGETS(
      "diffusion imputation, completed targets",
      Encoding.NONE,
      Change.COMPLETED,
      Filling.DIFFUSION),
  /** Imputation, and what the model expects to come, as features. */
  IMPUTED_FORESIGHT(
      "diffusion imputation and foresight", Encoding.FORESIGHT, Change.NONE, Filling.DIFFUSION),
  /** Straight lines, and targets without holes to learn from. */
  LINE_TARGETS("straight lines, completed targets", Encoding.NONE, Change.COMPLETED, Filling.LINE),
  /** Straight lines, and what a diffusion model expects to come, as features. */
  LINE_FORESIGHT(
      "straight lines, diffusion foresight", Encoding.FORESIGHT, Change.NONE, Filling.LINE),
  /** Imputation by a model of another network, gone on with. */
  TRANSFERRED_IMPUTED("transferred imputation", Filling.TRANSFERRED),
  /** The best linear guess, for a forecaster of another network, gone on with: no diffusion. */
  FINE_TUNED_KRIGING("fine-tuned forecaster, kriging", Filling.KRIGING, Pretraining.OTHER_NETWORK),
  /** Imputation by a model of another network, for such a forecaster. */
  FINE_TUNED_IMPUTED(
      "fine-tuned forecaster, transferred imputation",
      Filling.TRANSFERRED,
      Pretraining.OTHER_NETWORK);

  /** A denoiser of windows as long as an input, or as an input and its target. */
  enum Trained {
    OF_INPUTS,
    OF_LATENTS,
    OF_INPUTS_TRANSFERRED,
    OF_EXAMPLES,
    OF_EXAMPLES_TRANSFERRED
  }

  enum Encoding {
    NONE,
    RANDOM,
    AUTO_ENCODER,
    DIFFUSION,
    TUNED,
    JOINT,
    TRANSFERRED,
    FORESIGHT,
    LINEAR_FORESIGHT,
    TRANSFERRED_FORESIGHT
  }

  enum Change {
    NONE,
    CLASSIC,
    SYNTHETIC,
    SYNTHETIC_ALONE,
    TRANSFERRED,
    COMPLETED,
    TAUGHT,
    TAUGHT_TRANSFERRED,
    TAUGHT_LINEAR
  }

  /** What the forecast is blended with. */
  enum Blending {
    NONE,
    LINEAR,
    DIFFUSION,
    TRANSFERRED
  }

  private final String label;
  private final Encoding encoding;
  private final Change change;
  private final Pretraining pretraining;
  private final Filling filling;
  private final Blending blending;
  private final boolean attacked;

  Arm(String label, Encoding encoding, Change change) {
    this(label, encoding, change, Pretraining.NONE);
  }

  Arm(String label, Encoding encoding, Change change, boolean attacked) {
    this(label, encoding, change, Pretraining.NONE, Filling.PRODUCT, Blending.NONE, attacked);
  }

  Arm(String label, Pretraining pretraining) {
    this(label, Encoding.NONE, Change.NONE, pretraining);
  }

  Arm(String label, Encoding encoding, Change change, Pretraining pretraining) {
    this(label, encoding, change, pretraining, Filling.PRODUCT, Blending.NONE, false);
  }

  Arm(String label, Blending blending, Pretraining pretraining) {
    this(label, Encoding.NONE, Change.NONE, pretraining, Filling.PRODUCT, blending, false);
  }

  Arm(String label, Filling filling) {
    this(label, Encoding.NONE, Change.NONE, filling);
  }

  Arm(String label, Filling filling, Pretraining pretraining) {
    this(label, Encoding.NONE, Change.NONE, pretraining, filling, Blending.NONE, false);
  }

  Arm(String label, Encoding encoding, Change change, Filling filling) {
    this(label, encoding, change, Pretraining.NONE, filling, Blending.NONE, false);
  }

  Arm(
      String label,
      Encoding encoding,
      Change change,
      Pretraining pretraining,
      Filling filling,
      Blending blending,
      boolean attacked) {
    this.label = label;
    this.encoding = encoding;
    this.change = change;
    this.pretraining = pretraining;
    this.filling = filling;
    this.blending = blending;
    this.attacked = attacked;
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

  Pretraining pretraining() {
    return pretraining;
  }

  Filling filling() {
    return filling;
  }

  Blending blending() {
    return blending;
  }

  boolean isAttacked() {
    return attacked;
  }

  /**
   * Trainings of its forecaster on these days, in the time of usual ones: one for each thing that
   * the validation part chooses from, and one before them where it learns something else first.
   *
   * @param shares of drawn windows, of which it chooses
   */
  int forecasters(int shares) {
    int chosenFrom =
        switch (change) {
          case NONE, CLASSIC, SYNTHETIC_ALONE -> 1;
          case SYNTHETIC, TRANSFERRED -> 1 + shares;
          case COMPLETED -> 1 + ThinLearning.COMPLETED_SHARES.size();
          case TAUGHT, TAUGHT_TRANSFERRED, TAUGHT_LINEAR -> 1 + ThinLearning.TAUGHT_SHARES.size();
        };
    int each = attacked ? ThinLearning.ATTACKED_COST : 1;
    return switch (pretraining) {
      case NONE, OTHER_NETWORK -> each * chosenFrom;
      case DRAWN, OTHER_NETWORK_AND_DRAWN, MASKED -> 1 + each * chosenFrom;
    };
  }

  /** The denoisers that it needs; arms that need the same one share it. */
  Set<Trained> denoisers() {
    Set<Trained> needed = EnumSet.noneOf(Trained.class);
    switch (encoding) {
      case AUTO_ENCODER -> needed.add(Trained.OF_LATENTS);
      case DIFFUSION, TUNED, JOINT -> needed.add(Trained.OF_INPUTS);
      case TRANSFERRED -> needed.add(Trained.OF_INPUTS_TRANSFERRED);
      case FORESIGHT -> needed.add(Trained.OF_EXAMPLES);
      case TRANSFERRED_FORESIGHT -> needed.add(Trained.OF_EXAMPLES_TRANSFERRED);
      case NONE, RANDOM, LINEAR_FORESIGHT -> {}
    }
    switch (change) {
      case SYNTHETIC, SYNTHETIC_ALONE, COMPLETED, TAUGHT -> needed.add(Trained.OF_EXAMPLES);
      case TRANSFERRED, TAUGHT_TRANSFERRED -> needed.add(Trained.OF_EXAMPLES_TRANSFERRED);
      case NONE, CLASSIC, TAUGHT_LINEAR -> {}
    }
    if (pretrainsOnDrawn()) {
      needed.add(Trained.OF_EXAMPLES_TRANSFERRED);
    }
    switch (blending) {
      case DIFFUSION -> needed.add(Trained.OF_EXAMPLES);
      case TRANSFERRED -> needed.add(Trained.OF_EXAMPLES_TRANSFERRED);
      case NONE, LINEAR -> {}
    }
    switch (filling) {
      case DIFFUSION -> needed.add(Trained.OF_INPUTS);
      case TRANSFERRED -> needed.add(Trained.OF_INPUTS_TRANSFERRED);
      default -> {}
    }
    return needed;
  }

  /** Whether another network takes part. */
  public boolean needsSource() {
    return pretraining == Pretraining.OTHER_NETWORK
        || encoding == Encoding.TRANSFERRED
        || encoding == Encoding.TRANSFERRED_FORESIGHT
        || change == Change.TRANSFERRED
        || change == Change.TAUGHT_TRANSFERRED
        || pretrainsOnDrawn()
        || blending == Blending.TRANSFERRED
        || filling == Filling.TRANSFERRED;
  }

  /** Whether there is a training that learns from drawn windows and nothing else. */
  boolean needsDrawn() {
    return change == Change.SYNTHETIC_ALONE || pretrainsOnDrawn();
  }

  private boolean pretrainsOnDrawn() {
    return pretraining == Pretraining.DRAWN || pretraining == Pretraining.OTHER_NETWORK_AND_DRAWN;
  }
}
