package dev.fairway.benchmarks.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.forecast.TrainingProgress;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How our forecasters are trained in every comparison: by the product's own trainer. */
public final class Training {

  /** Of our trainings and, where a peer has none of its own, of its. */
  public static final double LEARNING_RATE = 2e-3;

  /** Decoupled; the peers' too. */
  public static final double WEIGHT_DECAY = 1e-4;

  /** What the product averages; the classic form and the peers take the last weights. */
  private static final double WEIGHT_AVERAGE = 0.995;

  /** Time never ends a training here: the weights would depend on the machine's speed. */
  private static final Duration FOR_EVER = Duration.ofDays(100);

  /** Every network of a comparison is trained as a whole. */
  private static final int SITES_PER_BATCH = 2000;

  private static final int WARM_UP_STEPS = 3;
  private static final int MEASURED_STEPS = 5;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ForecasterConfig config;
  private final double weightAverage;
  private final Additions additions;
  private final int threads;
  private final Clock clock;
  private final String command;

  private Training(
      ForecasterConfig config,
      double weightAverage,
      Additions additions,
      int threads,
      Clock clock,
      String command) {
    this.config = config;
    this.weightAverage = weightAverage;
    this.additions = additions;
    this.threads = threads;
    this.clock = clock;
    this.command = command;
  }

  /**
   * As the product trains the form.
   *
   * @param threads of one operation
   * @param command what bundles name as having made them
   */
  public static Training of(ForecasterConfig config, int threads, Clock clock, String command) {
    double weightAverage = config instanceof ModernConfig ? WEIGHT_AVERAGE : 0;
    return new Training(config, weightAverage, Additions.NONE, threads, clock, command);
  }

  /** The same, but the weights are the last ones, and no average. */
  public Training withoutWeightAverage() {
    return new Training(config, 0, additions, threads, clock, command);
  }

  /** The same, but learning from every batch as it is and as attacked. */
  public Training under(Attack attack) {
    return new Training(config, weightAverage, additions.attacked(attack), threads, clock, command);
  }

  /** The same with another augmentation. */
  public Training augmented(Augmentation by) {
    return new Training(config, weightAverage, additions.augmented(by), threads, clock, command);
  }

  /** All that is not in the budget but the augmentation, for provenance. */
  public String configuration() {
    try {
      return "%s, weight decay %s, learning rate %s, weight average %s"
              .formatted(
                  JSON.writeValueAsString(config), WEIGHT_DECAY, LEARNING_RATE, weightAverage)
          + additions.attack().map(attack -> ", under " + attack).orElse("");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every configuration has a JSON form", e);
    }
  }

  /** Ends a training that has told enough. */
  private static final class MeasuredException extends RuntimeException {
    MeasuredException() {
      super("measured", null, false, false);
    }
  }

  /** Takes a few steps to see how long a training will take. */
  public Pace measure(Task task, TrainingBudget budget, Path work) throws IOException {
    TensorEngine.setThreads(threads);
    List<Instant> steps = new ArrayList<>();
    TrainingBudget few =
        new TrainingBudget(
            1, (WARM_UP_STEPS + MEASURED_STEPS + 1) * budget.batch(), budget.batch(), 1);
    try {
      trainer(task, few, 0)
          .train(
              work.resolve("bundles"),
              work.resolve("checkpoints"),
              command,
              progress -> {
                steps.add(clock.instant());
                if (steps.size() > WARM_UP_STEPS + MEASURED_STEPS) {
                  throw new MeasuredException();
                }
              });
    } catch (MeasuredException e) {
      return pace(steps, budget);
    }
    return pace(steps, budget);
  }

  private static Pace pace(List<Instant> steps, TrainingBudget budget) {
    int from = Math.min(WARM_UP_STEPS, steps.size() - 1);
    int count = Math.max(1, steps.size() - 1 - from);
    Duration step = Duration.between(steps.get(from), steps.get(steps.size() - 1)).dividedBy(count);
    // The way back costs about twice the way there.
    return new Pace(step, step.dividedBy(3L * budget.batch()));
  }

  /**
   * What a training left.
   *
   * @param epochs until it stopped
   */
  public record Trained(ModelBundle bundle, int epochs) {}

  public Trained run(Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException {
    TensorEngine.setThreads(threads);
    TrainingProgress[] last = new TrainingProgress[1];
    ModelBundle bundle =
        trainer(task, budget, seed)
            .train(
                work.resolve("bundles"),
                work.resolve("checkpoints"),
                command,
                progress -> {
                  if (last[0] != null && last[0].epoch() < progress.epoch()) {
                    news.accept(words(last[0].epoch(), progress));
                  }
                  last[0] = progress;
                });
    return new Trained(bundle, last[0].epoch());
  }

  private ForecasterTrainer trainer(Task task, TrainingBudget budget, long seed) {
    ChronologicalSplit split = task.split();
    double steps = task.series().steps();
    TrainingPlan plan =
        new TrainingPlan(
            split.train().to() / steps,
            (split.validation().to() - split.train().to()) / steps,
            budget.batch(),
            budget.epochs(),
            budget.windowsPerEpoch(),
            SITES_PER_BATCH,
            budget.patience(),
            LEARNING_RATE,
            WEIGHT_DECAY,
            weightAverage,
            FOR_EVER,
            seed);
    return new ForecasterTrainer(
        task.series(), config, plan, HoleFiller::seasonal, additions, clock);
  }

  private static String words(int epoch, TrainingProgress progress) {
    Duration left = progress.remaining();
    return "epoch %d: %s, at most %d:%02d min left"
        .formatted(epoch, progress.validation(), left.toMinutes(), left.toSecondsPart());
  }
}
