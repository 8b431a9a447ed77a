package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.train.Adaptation;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.Distillation;
import dev.fairway.diffusion.train.SourceModel;
import dev.fairway.diffusion.train.Teacher;
import dev.fairway.diffusion.train.TrainingProgress;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.diffusion.train.TrainingSettings.Budget;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ContentHash;
import dev.fairway.provenance.KeptBundle;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trainings by the product's own trainer, each done once: its bundle is kept for later
 * measurements, and a training that was broken off goes on.
 *
 * @param work where bundles and checkpoints are kept
 * @param command what bundles name as having made them
 */
public record DiffusionTraining(Path work, Clock clock, String command, Consumer<String> news) {

  private static final int MEASURED_STEPS = 3;
  private static final int VALIDATION_WINDOWS = 32;

  /** Ends a training that has told enough. */
  private static final class MeasuredException extends RuntimeException {
    MeasuredException() {
      super("measured", null, false, false);
    }
  }

  /** Takes a few steps, and says how long all will take. */
  public Duration expected(DiffusionTask task, TrainingSettings settings) throws IOException {
    List<Instant> looks = new ArrayList<>();
    TrainingSettings few =
        new TrainingSettings(
            settings.windowSteps(),
            settings.space(),
            settings.denoiser(),
            settings.conditionDropout(),
            settings.noise(),
            settings.weight(),
            settings.optimisation(),
            new Budget(100, settings.budget().longest(), MEASURED_STEPS, 100),
            settings.encode(),
            settings.impute(),
            settings.seed());
    try {
      new DiffusionTrainer(few, clock)
          .train(
              task.series(),
              task.split(),
              work,
              Optional.empty(),
              command,
              progress -> {
                looks.add(clock.instant());
                if (looks.size() == 2) {
                  throw new MeasuredException();
                }
              });
    } catch (MeasuredException e) {
      Duration between = Duration.between(looks.get(0), looks.get(1));
      // The way back costs about twice the way there.
      double forward = VALIDATION_WINDOWS / (3.0 * settings.optimisation().batch());
      double step = between.toMillis() / (MEASURED_STEPS + forward);
      int validations = settings.budget().steps() / settings.budget().validateEvery();
      return Duration.ofMillis((long) (step * (settings.budget().steps() + forward * validations)));
    }
    throw new IllegalStateException("The training ended before it was measured");
  }

  /**
   * The bundle, trained now or before; so is that of its teacher, if it has one.
   *
   * @param settings of both
   */
  public ModelBundle of(DiffusionTask task, Variant variant, TrainingSettings settings)
      throws IOException {
    if (variant.distillation().isEmpty()) {
      return once(task, settings, "", new DiffusionTrainer(settings, clock));
    }
    Distillation method = variant.distillation().get();
    ModelBundle ofTeacher = once(task, settings, "", new DiffusionTrainer(settings, clock));
    try (Teacher teacher = Teacher.of(ofTeacher, task.series().measured())) {
      return once(
          task,
          settings,
          method.name(),
          DiffusionTrainer.distilling(teacher, method, settings, clock));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** As {@link #of(DiffusionTask, Variant, TrainingSettings)}, of a model without a teacher. */
  public ModelBundle of(DiffusionTask task, TrainingSettings settings) throws IOException {
    return once(task, settings, "", new DiffusionTrainer(settings, clock));
  }

  /** As {@link #of(DiffusionTask, TrainingSettings)}, of a model that goes on with another's. */
  public ModelBundle from(ModelBundle source, DiffusionTask task, TrainingSettings settings)
      throws IOException {
    try {
      SourceModel known = SourceModel.of(source, task.series().measured());
      return once(
          task,
          settings,
          Adaptation.FULL + " " + source.id(),
          DiffusionTrainer.adapting(known, Adaptation.FULL, settings, clock));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private ModelBundle once(
      DiffusionTask task, TrainingSettings settings, String method, DiffusionTrainer trainer)
      throws IOException {
    Path home =
        work.resolve(
            new ContentHash()
                .add(settings.toString())
                .add(task.dataHash())
                .add(task.split().toString())
                .add(method)
                .hex()
                .substring(0, 16));
    Instant begin = clock.instant();
    return new KeptBundle(home.resolve("bundle"))
        .orMade(
            folder ->
                trainer.train(
                    task.series(),
                    task.split(),
                    folder,
                    Optional.of(home.resolve("checkpoints")),
                    command,
                    progress ->
                        news.accept(words(progress, Duration.between(begin, clock.instant())))));
  }

  private static String words(TrainingProgress progress, Duration since) {
    Duration left =
        since.multipliedBy(progress.steps() - progress.step()).dividedBy(progress.step());
    return "step %d of %d: loss %.4f, validation %.4f, %d:%02d min left"
        .formatted(
            progress.step(),
            progress.steps(),
            progress.loss(),
            progress.validationLoss(),
            left.toMinutes(),
            left.toSecondsPart());
  }
}
