package dev.fairway.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.cli.evaluate.PartEvaluation;
import dev.fairway.cli.evaluate.ScoreRow;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairway evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Scores a model on the test part of a data set, by channel and horizon, beside all baselines.",
      "The parts are those of the model's training."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway evaluate --model models/stgcn-0123456789ab --data DIR",
      "  fairway evaluate --model models/stgcn-0123456789ab --diffusion models/diffusion-0123456789ab --data DIR",
      "  fairway evaluate --data DIR                            the baselines alone"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final int STEPS = 12;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private DiffusionOption diffusion;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "Directory of the model. Without it the baselines are scored.")
  private Path model;

  @Option(
      names = "--windows",
      paramLabel = "N",
      description = "Score at most so many windows, evenly spread. Default: all.")
  private int windows = Integer.MAX_VALUE;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (model == null && diffusion.bundle().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--diffusion is for a model (--model): no baseline takes it");
    }
    // A bundle that is broken is refused before hours may go into reading.
    Optional<ModelBundle> bundle =
        model == null ? Optional.empty() : Optional.of(ModelBundle.open(model));
    AggregatedSeries read = data.read();
    if (bundle.isEmpty()) {
      tell(read, scores(read, TrainingPlan.standard(0), Optional.empty(), Optional.empty()), "");
      return 0;
    }
    try (StgcnForecaster forecaster = StgcnBundles.load(bundle.get(), read.series().measured())) {
      String remark = String.join("; ", remarks(bundle.get(), read, forecaster));
      TrainingPlan plan = StgcnBundles.plan(bundle.get());
      if (diffusion.bundle().isEmpty()) {
        tell(read, scores(read, plan, Optional.of(forecaster), Optional.empty()), remark);
        return 0;
      }
      try (OpenEncoder encoder = OpenEncoder.of(diffusion.bundle().get(), read.series())) {
        NodeFeatures features = encoder.featuresFor(forecaster);
        tell(read, scores(read, plan, Optional.of(forecaster), Optional.of(features)), remark);
      }
    }
    return 0;
  }

  private List<String> remarks(
      ModelBundle bundle, AggregatedSeries read, StgcnForecaster forecaster) {
    List<String> remarks = new ArrayList<>();
    if (!bundle.card().provenance().dataHash().equals(read.series().hash())) {
      remarks.add("not the data that the model was trained on: parts of the same shares");
    }
    if (diffusion.bundle().isEmpty()) {
      forecaster
          .encoder()
          .ifPresent(encoder -> remarks.add("scored without the representation of " + encoder));
    }
    return remarks;
  }

  private List<ScoreRow> scores(
      AggregatedSeries read,
      TrainingPlan plan,
      Optional<StgcnForecaster> forecaster,
      Optional<NodeFeatures> features) {
    ChronologicalSplit split =
        ChronologicalSplit.byFractions(
            read.series().steps(), plan.trainShare(), plan.validationShare());
    return new PartEvaluation(
            read.series(),
            split,
            forecaster.map(its -> its.config().inputSteps()).orElse(STEPS),
            forecaster.map(its -> its.config().horizon()).orElse(STEPS),
            features,
            windows)
        .withBaselines(forecaster);
  }

  private void tell(AggregatedSeries read, List<ScoreRow> scores, String remark) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(scores));
    } else {
      out.println(DataOptions.describe(read));
      if (!remark.isEmpty()) {
        out.println(remark);
      }
      out.print(ScoreTable.of(scores));
    }
    out.flush();
  }
}
