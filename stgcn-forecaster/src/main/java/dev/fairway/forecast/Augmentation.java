package dev.fairway.forecast;

import java.util.List;
import java.util.SplittableRandom;

/** What is done to a batch of real examples before a training step learns from it. */
public interface Augmentation {

  /** What it is, with its numbers: trainings that differ in it are different trainings. */
  String name();

  /**
   * @param batch is not changed
   * @param chance the only source of randomness
   * @return as many examples or more, of the same shapes
   */
  List<Example> of(List<Example> batch, SplittableRandom chance);

  /**
   * What the training is steered by, of real examples of the validation part: these, unless
   * something else than forecasting is to be learned.
   *
   * @param chance gives the same each time
   */
  default List<Example> judged(List<Example> batch, SplittableRandom chance) {
    return batch;
  }

  /** The batch itself. */
  static Augmentation none() {
    return new Augmentation() {
      @Override
      public String name() {
        return "none";
      }

      @Override
      public List<Example> of(List<Example> batch, SplittableRandom chance) {
        return batch;
      }
    };
  }
}
