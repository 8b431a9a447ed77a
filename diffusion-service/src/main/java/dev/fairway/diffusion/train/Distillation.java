package dev.fairway.diffusion.train;

import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.HeunSampler;
import dev.fairway.diffusion.sample.SamplerKind;
import java.util.Arrays;

/** How a model that needs few steps is learned from one that needs many. */
public enum Distillation {
  /** {@link ConsistencyDistillation}: for every process with some signal left at its end. */
  CONSISTENCY {
    @Override
    NoisePlan noise(NoisePlan teacher) {
      return new NoisePlan(teacher.process(), prediction(teacher.process()));
    }

    @Override
    SamplerKind sampler() {
      return SamplerKind.CONSISTENCY;
    }

    @Override
    Lesson<Denoiser> lesson(
        TrainingWindows training,
        TrainingWindows validation,
        WindowSpace space,
        Teacher teacher,
        TrainingSettings settings) {
      NoiseProcess process = teacher.architecture().noise().process();
      return new ConsistencyLesson(
          training, validation, space, teacher, grid(process), prediction(process), settings);
    }

    private ConsistencyPrediction prediction(NoiseProcess process) {
      Level latest = process.at(1);
      if (!(latest.signal() > 0)) {
        throw new IllegalArgumentException(
            process + " has no signal at time 1: there is no consistency function of it");
      }
      Level earliest = process.at(process.earliest());
      return new ConsistencyPrediction(earliest.noise() / earliest.signal(), 1);
    }

    /** The process's own times; the last is the earliest there is. */
    private TimeGrid grid(NoiseProcess process) {
      double[] times = process.times(TEACHER_STEPS);
      return new TimeGrid(
          process,
          times[times.length - 1] > process.earliest()
              ? withLast(times, process.earliest())
              : times);
    }
  },

  /** Rectified flow: flow matching once more, on the pairs of {@link Coupling#reflow}. */
  REFLOW {
    @Override
    NoisePlan noise(NoisePlan teacher) {
      if (!(teacher.process() instanceof FlowPath)) {
        throw new IllegalArgumentException(
            teacher.process() + " is no path of flow matching: there is nothing to straighten");
      }
      return teacher;
    }

    @Override
    SamplerKind sampler() {
      return SamplerKind.DDIM;
    }

    @Override
    Lesson<Denoiser> lesson(
        TrainingWindows training,
        TrainingWindows validation,
        WindowSpace space,
        Teacher teacher,
        TrainingSettings settings) {
      HeunSampler sampler =
          new HeunSampler(
              TimeGrid.of(teacher.architecture().noise().process(), TEACHER_STEPS / 2), 0);
      return new DenoisingLesson(
          training, validation, space, new TeachersPairing(teacher, sampler), settings);
    }
  };

  /** Of the teacher's path: as many as Song et al. (2023) take for CIFAR-10. */
  private static final int TEACHER_STEPS = 18;

  /** What the student's card says; a caller may ask for more. */
  private static final int EVALUATIONS = 2;

  /**
   * @throws IllegalArgumentException if it cannot be done with the teacher's process; it says why
   */
  abstract NoisePlan noise(NoisePlan teacher);

  abstract SamplerKind sampler();

  abstract Lesson<Denoiser> lesson(
      TrainingWindows training,
      TrainingWindows validation,
      WindowSpace space,
      Teacher teacher,
      TrainingSettings settings);

  /** The student is built as the teacher is, and trained as the settings say. */
  TrainingSettings settings(DiffusionArchitecture teacher, TrainingSettings settings) {
    return settings.builtAs(
        teacher,
        teacher.denoiser(),
        noise(teacher.noise()),
        new ImputePlan(
            sampler(), EVALUATIONS, teacher.impute().samples(), teacher.impute().guidance()));
  }

  private static double[] withLast(double[] times, double last) {
    double[] more = Arrays.copyOf(times, times.length + 1);
    more[times.length] = last;
    return more;
  }
}
