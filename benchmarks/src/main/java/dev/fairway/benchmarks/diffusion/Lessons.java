package dev.fairway.benchmarks.diffusion;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.transfer.TaughtWindows;
import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.augment.Synthetic;
import dev.fairway.forecast.augment.SyntheticPool;
import java.util.Optional;

/** What a teacher says of the training part: asked once, by the first that wants to learn. */
public final class Lessons {

  private final DiffusionTask task;
  private final ImputePlan plan;
  private final int most;
  private final long seed;
  private SyntheticPool pool;

  /**
   * @param plan how it is asked
   * @param most inputs that it is asked about
   */
  public Lessons(DiffusionTask task, ImputePlan plan, int most, long seed) {
    this.task = task;
    this.plan = plan;
    this.most = most;
    this.seed = seed;
  }

  /**
   * @param teacher of windows of {@link DiffusionTask#STEPS}
   * @param share of the examples that are its
   */
  Augmentation of(DiffusionModel teacher, double share) {
    return new Synthetic(pool(teacher), Synthetic.Mode.REPLACE, share);
  }

  /**
   * @param teacher of windows of {@link DiffusionTask#STEPS}
   */
  public SyntheticPool pool(DiffusionModel teacher) {
    if (pool == null) {
      pool =
          SyntheticPool.of(
              TaughtWindows.of(
                  teacher,
                  task.series(),
                  task.split().train(),
                  Task.INPUT_STEPS,
                  Task.HORIZON,
                  plan,
                  most,
                  seed,
                  asked -> {}),
              Task.INPUT_STEPS,
              Task.HORIZON,
              HoleFiller.seasonal(task.split().train().of(task.series())),
              Optional.empty(),
              "a teacher");
    }
    return pool;
  }
}
