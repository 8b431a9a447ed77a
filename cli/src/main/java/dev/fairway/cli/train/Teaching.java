package dev.fairway.cli.train;

import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.Distillation;
import dev.fairway.diffusion.train.Teacher;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * That a model is learned from another one of the same network.
 *
 * @param teacher bundle of the other one
 */
public record Teaching(Path teacher, Distillation method) implements Learning {

  @Override
  public ModelBundle learn(
      MeasuredNetwork measured, TrainingSettings settings, Clock clock, Run run)
      throws IOException, BundleException {
    try (Teacher opened = Teacher.of(ModelBundle.open(teacher), measured)) {
      return run.of(DiffusionTrainer.distilling(opened, method, settings, clock));
    }
  }
}
