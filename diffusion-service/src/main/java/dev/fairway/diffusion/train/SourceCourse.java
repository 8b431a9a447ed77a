package dev.fairway.diffusion.train;

import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Learned from data as any model is, but begun with the weights of another network's: scale and
 * seasons are this network's own.
 *
 * @param settings of the model that is learned
 */
record SourceCourse(
    SourceModel source, Adaptation adaptation, TrainingSettings settings, Clock clock)
    implements Course {

  @Override
  public String name() {
    return adaptation + " " + source.id();
  }

  @Override
  public FittedScaler scaler(TrafficSeries training) {
    return fromData().scaler(training);
  }

  /** None: sources of latents are refused, as their clusters are those of one network. */
  @Override
  public Map<String, HostTensor> space(
      MeasuredNetwork measured,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener) {
    return Map.of();
  }

  @Override
  public Lesson<Denoiser> lesson(
      TrainingWindows training, TrainingWindows validation, WindowSpace space) {
    return fromData().lesson(training, validation, space);
  }

  @Override
  public TrainingSettings.Budget budget() {
    return settings.budget();
  }

  @Override
  public Beginning beginning() {
    return new Beginning(source.denoiser(), name -> adaptation.trains(settings.denoiser(), name));
  }

  @Override
  public Optional<Origin> origin() {
    return Optional.of(new Origin(source.id(), adaptation.word()));
  }

  private DataCourse fromData() {
    return new DataCourse(settings, clock);
  }
}
