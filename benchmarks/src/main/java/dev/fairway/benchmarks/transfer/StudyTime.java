package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How long trainings take, from a few steps of each. What is not trained (searches, drawn windows,
 * scores) and the trainings of a source come on top.
 *
 * @param forecaster of one
 * @param denoiser of one, of windows as long as a forecaster's input
 */
record StudyTime(Duration forecaster, Duration denoiser) {

  /** Steps that are timed, after one that warms up. */
  private static final int STEPS = 4;

  /** Ends a training that has told enough. */
  private static final class MeasuredException extends RuntimeException {
    MeasuredException() {
      super("measured", null, false, false);
    }
  }

  static StudyTime measure(ThinTask task, TransferPlan plan, Path work, Clock clock)
      throws IOException {
    ModernConfig config = ModernConfig.standard();
    TrainingPlan training = plan.forecaster(task, task.examples(config), plan.forecasterSteps(), 0);
    DiffusionTraining diffusion =
        new DiffusionTraining(work.resolve("measured"), clock, "measured", line -> {});
    return new StudyTime(
        step(task, config, training, work, clock).multipliedBy(plan.forecasterSteps()),
        diffusion.expected(task.windows(), plan.diffusion(config.inputSteps(), 0)));
  }

  private static Duration step(
      ThinTask task, ModernConfig config, TrainingPlan plan, Path work, Clock clock)
      throws IOException {
    List<Instant> steps = new ArrayList<>();
    try {
      new ForecasterTrainer(
              task.series(), config, plan, HoleFiller::seasonal, Additions.NONE, clock)
          .train(
              work.resolve("measured"),
              work.resolve("measured"),
              "measured",
              progress -> {
                steps.add(clock.instant());
                if (steps.size() > 1 + STEPS) {
                  throw new MeasuredException();
                }
              });
    } catch (MeasuredException e) {
      return Duration.between(steps.get(1), steps.get(steps.size() - 1)).dividedBy(STEPS);
    }
    // A training that is shorter than the look at it.
    return Duration.between(steps.get(0), steps.get(steps.size() - 1)).dividedBy(steps.size());
  }

  /**
   * Of all arms of one task and one seed.
   *
   * @param shares of drawn windows, of which the validation part chooses
   */
  Duration of(Collection<Arm> arms, int shares) {
    long forecasters = arms.stream().mapToLong(arm -> arm.forecasters(shares)).sum();
    long denoisers = arms.stream().flatMap(arm -> arm.denoisers().stream()).distinct().count();
    return forecaster.multipliedBy(forecasters).plus(denoiser.multipliedBy(denoisers));
  }
}
