package dev.fairway.benchmarks.accuracy;

import java.time.Duration;

/**
 * How fast a contender is, from a few steps.
 *
 * @param step of the training, after whose epochs validation windows are forecast; zero where
 *     nothing is trained
 * @param forecast of one window
 */
public record Pace(Duration step, Duration forecast) {

  /** One that needs next to nothing. */
  public static final Pace INSTANT = new Pace(Duration.ZERO, Duration.ZERO);

  /** Of a run that takes a model that is trained already. */
  public Pace withoutTraining() {
    return new Pace(Duration.ZERO, forecast);
  }

  /** Of a run that stops at no earlier epoch. */
  public Duration ofRun(Task task, TrainingBudget budget) {
    long epochs = step.isZero() ? 0 : budget.epochs();
    long forecasts = task.testStarts().length + epochs * task.validationStarts().length;
    return step.multipliedBy(budget.steps(task.trainStarts().length))
        .plus(forecast.multipliedBy(forecasts));
  }
}
