package dev.fairway.cli;

import dev.fairway.cli.train.Encoding;
import dev.fairway.cli.train.ForecasterDataTraining;
import dev.fairway.cli.train.ForecasterTraining;
import dev.fairway.cli.train.SyntheticShares;
import dev.fairway.cli.train.TrainingFile;
import dev.fairway.ingest.dataset.AggregatedSeries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairway train forecaster}. */
@Command(
    name = "forecaster",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a forecaster: on a data set, or on the history of a running Fairway, which is then told of it if on data that it was not fitted to it beats the baselines and what runs.",
      "--config names a file with the sections model (every key of its form) and training (keys that differ from the usual).",
      "Broken off, by Ctrl-C or otherwise, the same command goes on after the last whole epoch."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway train forecaster --data DIR --seed 1 --out models",
      "  fairway train forecaster --data DIR --config my.yaml --out models",
      "  fairway train forecaster --data DIR --diffusion models/diffusion-0123456789ab --out models",
      "  fairway train forecaster --data DIR --diffusion models/diffusion-0123456789ab --joint-weight 0.1 --out models",
      "  fairway train forecaster --data DIR --from models/stgcn-0123456789ab --out models",
      "  fairway train forecaster --data DIR --teacher models/diffusion-0123456789ab --config small.yaml --out models",
      "  fairway train forecaster --data ENLARGED --synthetic 0,0.2,0.5 --out models",
      "  fairway train forecaster --kafka 127.0.0.1:19092 --network simstad-roads --until 2026-03-06T00:00:00Z --out models",
      "  fairway train forecaster --kafka 127.0.0.1:19092 --network simstad-roads --until 2026-03-06T00:00:00Z --synthetic 0,0.3 --at-most PT30M --out models"
    })
final class TrainForecasterCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private HistoryOptions history;

  @Mixin private TrainingOptions training;
  @Mixin private DiffusionOption diffusion;
  @Mixin private SyntheticOptions synthetic;
  @Mixin private TeacherOptions teacher;

  @Option(
      names = "--from",
      paramLabel = "BUNDLE",
      description =
          "Go on with this forecaster of another network, which has the same channels, units and interval. It says how the model is built; of --config only training counts.")
  private Path source;

  @Option(
      names = "--representation",
      description =
          "Give it the representation of the diffusion model that runs; for a data set, see --diffusion.")
  private boolean representation;

  @Option(
      names = "--joint-weight",
      paramLabel = "C",
      description =
          "The model of --diffusion learns on with the forecaster, by the forecast's loss and C times its own: 0 for fine-tuning alone, 0.1 to stay a denoiser. It becomes a model of its own beside the forecaster. Default: it stays as it is.")
  private Double jointWeight;

  @Override
  public Integer call() throws Exception {
    TrainingFile file = TrainingFile.read(training.config(), training.seed);
    return history.data == null ? onStream(file) : onData(file);
  }

  private int onStream(TrainingFile file) throws Exception {
    if (encoding().isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--diffusion is for a data set (--data); on a stream --representation takes the model that runs");
    }
    if (source != null) {
      throw new ParameterException(spec.commandLine(), "--from is for a data set (--data)");
    }
    if (teacher.teacher().isPresent()) {
      throw new ParameterException(spec.commandLine(), "--teacher is for a data set (--data)");
    }
    new ForecasterTraining(
            training.on(history.stream),
            file,
            representation,
            synthetic.asked().orElse(SyntheticShares.NONE),
            Clock.systemUTC())
        .run();
    return 0;
  }

  private Optional<Encoding> encoding() {
    if (jointWeight != null && (diffusion.bundle().isEmpty() || jointWeight < 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--joint-weight %s: must be 0 or more, and is for the model that --diffusion names"
              .formatted(jointWeight));
    }
    return diffusion.bundle().map(bundle -> new Encoding(bundle, Optional.ofNullable(jointWeight)));
  }

  private int onData(TrainingFile file) throws Exception {
    if (representation) {
      throw new ParameterException(
          spec.commandLine(),
          "--representation is for the history of a stream (--kafka); for a data set --diffusion names the model");
    }
    PrintWriter out = spec.commandLine().getOut();
    AggregatedSeries read = history.data.read();
    out.println(DataOptions.describeMeasured(read));
    out.flush();
    return OfflineTraining.run(
        new ForecasterDataTraining(
            read,
            training.longest().map(file::within).orElse(file),
            encoding(),
            synthetic.asked(),
            synthetic.usual(),
            teacher.teacher(),
            Optional.ofNullable(source),
            training.out,
            "fairway train forecaster"
                + history.data.arguments()
                + diffusion.arguments()
                + (jointWeight == null ? "" : " --joint-weight " + jointWeight)
                + synthetic.arguments()
                + teacher.arguments()
                + (source == null ? "" : " --from " + source)
                + training.arguments(),
            Clock.systemUTC()),
        out);
  }
}
