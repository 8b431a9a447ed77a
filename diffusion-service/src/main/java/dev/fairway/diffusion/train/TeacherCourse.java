package dev.fairway.diffusion.train;

import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The student has the teacher's scale, space and form, and begins with its weights, as in Song et
 * al., Consistency Models, 2023, section 5.
 *
 * @param settings of the student
 */
record TeacherCourse(Teacher teacher, Distillation method, TrainingSettings settings)
    implements Course {

  @Override
  public String name() {
    return method + " " + teacher.id();
  }

  @Override
  public FittedScaler scaler(TrafficSeries training) {
    return FittedScaler.known(training.measured(), teacher.weights().scaler());
  }

  @Override
  public Map<String, HostTensor> space(
      MeasuredNetwork measured,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener) {
    return teacher.weights().space();
  }

  @Override
  public Lesson<Denoiser> lesson(
      TrainingWindows training, TrainingWindows validation, WindowSpace space) {
    return method.lesson(training, validation, space, teacher, settings);
  }

  @Override
  public TrainingSettings.Budget budget() {
    return settings.budget();
  }

  @Override
  public Beginning beginning() {
    return Beginning.with(teacher.weights().denoiser());
  }

  @Override
  public Optional<Origin> origin() {
    return Optional.of(new Origin(teacher.id(), method.name().toLowerCase(Locale.ROOT)));
  }
}
