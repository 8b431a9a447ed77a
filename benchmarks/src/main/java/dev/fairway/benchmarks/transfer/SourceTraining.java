package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.provenance.ContentHash;
import dev.fairway.provenance.KeptBundle;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Models of the source network, on all of its training part: each is trained once and kept. */
final class SourceTraining {

  private final ThinTask task;
  private final TransferPlan plan;
  private final DiffusionTraining diffusion;
  private final Path work;
  private final String command;
  private final Clock clock;
  private final Consumer<String> news;

  SourceTraining(
      SourceNetwork source, Path work, String command, Clock clock, Consumer<String> news) {
    this.task = ThinTask.of(source.series().measured().network().id(), source.series(), Amount.ALL);
    this.plan = new TransferPlan(source.steps(), source.steps(), 0, List.of());
    this.diffusion = new DiffusionTraining(work.resolve("diffusion"), clock, command, news);
    this.work = work;
    this.command = command;
    this.clock = clock;
    this.news = news;
  }

  ModelBundle denoiser(int windowSteps, long seed) throws IOException {
    return diffusion.of(task.windows(), plan.diffusion(windowSteps, seed));
  }

  ModelBundle forecaster(ModernConfig config, long seed) throws IOException {
    TrainingPlan training =
        plan.forecaster(task, task.examples(config), plan.forecasterSteps(), seed);
    Path home =
        work.resolve("source-forecasters")
            .resolve(
                new ContentHash()
                    .add(config.toString())
                    .add(training.toString())
                    .add(task.dataHash())
                    .hex()
                    .substring(0, 16));
    return new KeptBundle(home.resolve("bundle"))
        .orMade(
            folder -> {
              news.accept("training a forecaster of " + task.name());
              return new ForecasterTrainer(
                      task.series(), config, training, HoleFiller::seasonal, Additions.NONE, clock)
                  .train(folder, home.resolve("checkpoints"), command, progress -> {});
            });
  }
}
