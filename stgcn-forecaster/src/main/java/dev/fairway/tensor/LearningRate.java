package dev.fairway.tensor;

/** The learning rate as a function of how far training has come. */
@FunctionalInterface
public interface LearningRate {

  /**
   * @param progress share of the training that is done, 0..1
   */
  double at(double progress);

  /** Rises linearly over the first {@code warmUp} share, then falls along a half cosine to 1 %. */
  static LearningRate cosine(double peak, double warmUp) {
    return progress -> {
      if (progress < warmUp) {
        return peak * (0.1 + 0.9 * progress / warmUp);
      }
      double rest = Math.min(1, (progress - warmUp) / (1 - warmUp));
      return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * rest)));
    };
  }

  static LearningRate constant(double rate) {
    return progress -> rate;
  }
}
