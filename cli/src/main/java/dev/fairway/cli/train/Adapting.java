package dev.fairway.cli.train;

import dev.fairway.diffusion.train.Adaptation;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.SourceModel;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * That a model of another network is gone on with.
 *
 * @param source bundle of the other one
 */
public record Adapting(Path source, Adaptation adaptation) implements Learning {

  @Override
  public ModelBundle learn(
      MeasuredNetwork measured, TrainingSettings settings, Clock clock, Run run)
      throws IOException, BundleException {
    SourceModel opened = SourceModel.of(ModelBundle.open(source), measured);
    return run.of(DiffusionTrainer.adapting(opened, adaptation, settings, clock));
  }
}
