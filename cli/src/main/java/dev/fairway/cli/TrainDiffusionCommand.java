package dev.fairway.cli;

import dev.fairway.cli.train.DiffusionDataTraining;
import dev.fairway.cli.train.DiffusionTraining;
import dev.fairway.cli.train.DiffusionTrainingFile;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.ingest.dataset.AggregatedSeries;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairway train diffusion}. */
@Command(
    name = "diffusion",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a diffusion model: on a data set, or on the history of a running Fairway, which is then told of it if its loss on data that it was not fitted to has fallen.",
      "--config names a file with the settings that differ from the usual: windowSteps, space, denoiser, conditionDropout, noise, weight, optimisation, budget, encode, impute. The model's bundle holds all of them, in training.json.",
      "With --distil, --reflow or --from that bundle says how the model is built, and of the settings conditionDropout, weight, optimisation and budget count.",
      "Broken off by Ctrl-C the same command goes on where it stopped, otherwise after the last look at the validation loss."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway train diffusion --data DIR --seed 1 --out models",
      "  fairway train diffusion --data DIR --config my.yaml --out models",
      "  fairway train diffusion --data DIR --distil models/diffusion-0123456789ab --out models",
      "  fairway train diffusion --data DIR --from models/diffusion-0123456789ab --adapt adapters --out models",
      "  fairway train diffusion --kafka 127.0.0.1:19092 --network simstad-roads --until 2026-03-06T00:00:00Z --out models"
    })
final class TrainDiffusionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private HistoryOptions history;

  @Mixin private LearningOptions learning;
  @Mixin private TrainingOptions training;

  @Override
  public Integer call() throws Exception {
    TrainingSettings settings = DiffusionTrainingFile.read(training.config(), training.seed);
    return history.data == null ? onStream(settings) : onData(settings);
  }

  private int onStream(TrainingSettings settings) throws Exception {
    if (!learning.isFromDataAlone()) {
      throw new ParameterException(
          spec.commandLine(), "--distil, --reflow and --from are for a data set (--data)");
    }
    new DiffusionTraining(training.on(history.stream), settings, Clock.systemUTC()).run();
    return 0;
  }

  private int onData(TrainingSettings settings) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    AggregatedSeries read = history.data.read();
    out.println(DataOptions.describe(read));
    out.flush();
    return OfflineTraining.run(
        new DiffusionDataTraining(
            read.series(),
            training.longest().map(settings::within).orElse(settings),
            learning.learning(),
            training.out,
            "fairway train diffusion"
                + history.data.arguments()
                + learning.arguments()
                + training.arguments(),
            Clock.systemUTC()),
        out);
  }
}
