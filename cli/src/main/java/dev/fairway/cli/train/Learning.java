package dev.fairway.cli.train;

import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.time.Clock;

/** What a diffusion model is learned from, besides its data. */
@FunctionalInterface
public interface Learning {

  /** Nothing. */
  Learning FROM_DATA =
      (measured, settings, clock, run) -> run.of(new DiffusionTrainer(settings, clock));

  /** A training, whatever it is learned from. */
  @FunctionalInterface
  interface Run {
    ModelBundle of(DiffusionTrainer trainer) throws IOException;
  }

  /**
   * @param measured what is learned
   * @param settings if there is another model, only how it is trained
   * @throws BundleException if the other model does not fit
   */
  ModelBundle learn(MeasuredNetwork measured, TrainingSettings settings, Clock clock, Run run)
      throws IOException, BundleException;
}
