package dev.fairway.diffusion.train;

import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** From what a model is learned: from data alone, or from a teacher too. */
interface Course {

  /** Of the model that is learned. */
  TrainingSettings settings();

  /** Tells, with settings and data, one course from all others. */
  String name();

  /** What scales the model's windows. */
  FittedScaler scaler(TrafficSeries training);

  /** Weights of the space in which windows are denoised; empty if they are in their cells. */
  Map<String, HostTensor> space(
      MeasuredNetwork measured,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener)
      throws IOException;

  Lesson<Denoiser> lesson(TrainingWindows training, TrainingWindows validation, WindowSpace space);

  /** Of the denoiser's stage. */
  TrainingSettings.Budget budget();

  /** Of the denoiser's stage. */
  Beginning beginning();

  /** The model that this one is made of, if any. */
  Optional<Origin> origin();
}
