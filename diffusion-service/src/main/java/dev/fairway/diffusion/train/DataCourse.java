package dev.fairway.diffusion.train;

import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** All is learned from the data. */
record DataCourse(TrainingSettings settings, Clock clock) implements Course {

  @Override
  public String name() {
    return "data";
  }

  @Override
  public FittedScaler scaler(TrafficSeries training) {
    return FittedScaler.fit(training);
  }

  @Override
  public Map<String, HostTensor> space(
      MeasuredNetwork measured,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener)
      throws IOException {
    return new SpaceTraining(settings, clock)
        .learn(measured, training, validation, checkpoint, listener);
  }

  @Override
  public Lesson<Denoiser> lesson(
      TrainingWindows training, TrainingWindows validation, WindowSpace space) {
    // The mean of latents is not the latent of a mean: there is no such look to learn.
    Pairing pairing =
        space.pointsAreCells() ? new MeanLooks(settings.noise()) : Pairing::independent;
    return new DenoisingLesson(training, validation, space, pairing, settings);
  }

  @Override
  public TrainingSettings.Budget budget() {
    return settings.stageBudget();
  }

  @Override
  public Beginning beginning() {
    return Beginning.NEW;
  }

  @Override
  public Optional<Origin> origin() {
    return Optional.empty();
  }
}
