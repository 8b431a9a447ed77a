package dev.fairway.cli;

import dev.fairway.cli.predict.ForecastFormat;
import dev.fairway.cli.predict.FutureForecast;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Forecasts what comes after the end of a data set, or after a time in it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway predict --model models/stgcn-0123456789ab --data DIR --format csv --out future.csv",
      "  fairway predict --model models/stgcn-0123456789ab --data DIR --at 2012-06-01T15:00:00Z --format parquet --out at.parquet"
    })
final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private DiffusionOption diffusion;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Directory of the model.")
  private Path model;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Issue time: nothing from it on is looked at. Default: the end of the data.")
  private Instant at;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description =
          "${COMPLETION-CANDIDATES}; JSON: the records of the forecasts topic, one in a line. Default: ${DEFAULT-VALUE}.")
  private ForecastFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write; an earlier one is replaced.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    ModelBundle bundle = ModelBundle.open(model);
    TrafficSeries series = data.read().series();
    try (StgcnForecaster forecaster = StgcnBundles.load(bundle, series.measured())) {
      if (diffusion.bundle().isEmpty()) {
        write(series, forecaster, Optional.empty());
        return 0;
      }
      try (OpenEncoder encoder = OpenEncoder.of(diffusion.bundle().get(), series)) {
        write(series, forecaster, Optional.of(encoder.featuresFor(forecaster)));
      }
    }
    return 0;
  }

  private void write(
      TrafficSeries series, StgcnForecaster forecaster, Optional<NodeFeatures> features)
      throws IOException {
    FutureForecast forecast =
        FutureForecast.of(
            series,
            at == null ? series.time(series.steps()) : at,
            forecaster.config().inputSteps(),
            forecaster,
            features);
    format.write(forecast, out);
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%s: %d sites, %d intervals of %s from %s%n",
        out,
        series.sites(),
        forecaster.config().horizon(),
        series.measured().interval(),
        forecast.issueTime());
    if (features.isEmpty()) {
      forecaster
          .encoder()
          .ifPresent(encoder -> to.printf("forecast without the representation of %s%n", encoder));
    }
    to.flush();
  }
}
