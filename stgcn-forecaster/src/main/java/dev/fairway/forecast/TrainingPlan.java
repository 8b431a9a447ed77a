package dev.fairway.forecast;

import java.time.Duration;

/**
 * How to train.
 *
 * @param trainShare share of the steps trained on, in (0, 1)
 * @param validationShare share that steers and calibrates; the rest is the test part
 * @param batch windows in a step
 * @param epochs at most so many times over the training windows
 * @param windowsPerEpoch at most so many of them each time, drawn at random
 * @param sitesPerBatch at most so many sites take part in a step, besides the halo that they see: a
 *     larger network is trained on connected parts of it
 * @param patience epochs without a better validation error until training stops
 * @param learningRate the largest one
 * @param weightDecay decoupled
 * @param weightAverage share that the average of the weights keeps at each step, in [0, 1); what is
 *     validated and saved is the average; 0 for the last weights
 * @param budget wall-clock time after which the epoch that runs is the last; if it is what ends the
 *     training, the weights depend on the machine's speed
 * @param seed of weights, order and dropout
 */
public record TrainingPlan(
    double trainShare,
    double validationShare,
    int batch,
    int epochs,
    int windowsPerEpoch,
    int sitesPerBatch,
    int patience,
    double learningRate,
    double weightDecay,
    double weightAverage,
    Duration budget,
    long seed) {

  public TrainingPlan {
    if (batch < 1 || epochs < 1 || windowsPerEpoch < 1 || sitesPerBatch < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "batch %d, epochs %d, windowsPerEpoch %d, sitesPerBatch %d and patience %d must be above 0"
              .formatted(batch, epochs, windowsPerEpoch, sitesPerBatch, patience));
    }
    if (!(weightAverage >= 0 && weightAverage < 1)) {
      throw new IllegalArgumentException("weightAverage " + weightAverage + " is not in [0, 1)");
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learningRate " + learningRate + " is not above 0");
    }
  }

  /** 60 / 20 / 20, up to 40 epochs within half an hour. */
  public static TrainingPlan standard(long seed) {
    return new TrainingPlan(
        0.6, 0.2, 32, 40, 100_000, 2000, 6, 2e-3, 1e-4, 0.995, Duration.ofMinutes(30), seed);
  }

  /** The same with other parts. */
  public TrainingPlan split(double trained, double validated) {
    return new TrainingPlan(
        trained,
        validated,
        batch,
        epochs,
        windowsPerEpoch,
        sitesPerBatch,
        patience,
        learningRate,
        weightDecay,
        weightAverage,
        budget,
        seed);
  }

  /** The same within a given time. */
  public TrainingPlan within(Duration time) {
    return new TrainingPlan(
        trainShare,
        validationShare,
        batch,
        epochs,
        windowsPerEpoch,
        sitesPerBatch,
        patience,
        learningRate,
        weightDecay,
        weightAverage,
        time,
        seed);
  }
}
