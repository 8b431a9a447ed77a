package dev.fairway.cli.train;

import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingListener;
import dev.fairway.diffusion.train.TrainingProgress;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A diffusion model, scored by how well it fills holes of the validation part.
 *
 * @param settings if there is another model to learn from, only how it is trained
 * @param out where the bundle and, below, checkpoints are made
 * @param command what the card names as having made the model
 */
public record DiffusionDataTraining(
    TrafficSeries series,
    TrainingSettings settings,
    Learning learning,
    Path out,
    String command,
    Clock clock)
    implements DataTraining {

  @Override
  public ModelBundle run(PrintWriter to, StopRequest stop) throws IOException, BundleException {
    ModelBundle bundle =
        learning.learn(series.measured(), settings, clock, trainer -> trained(trainer, stop));
    to.println("model  " + bundle.directory());
    to.print(ImputationTable.of(bundle.card(), series.measured()));
    to.flush();
    return bundle;
  }

  private ModelBundle trained(DiffusionTrainer trainer, StopRequest stop) throws IOException {
    try (TrainingBar bar = new TrainingBar()) {
      return trainer.train(
          series,
          DiffusionTraining.split(series),
          out,
          Optional.of(out.resolve("checkpoints")),
          command,
          onto(bar, stop));
    }
  }

  private static TrainingListener onto(TrainingBar bar, StopRequest stop) {
    return new TrainingListener() {
      @Override
      public void begins(String what) {
        bar.say(what);
      }

      @Override
      public void stepping(double share, Duration remaining) {
        stop.check();
        bar.show(share, remaining);
      }

      @Override
      public void looked(TrainingProgress progress) {
        bar.say(DiffusionTraining.words(progress));
      }
    };
  }
}
