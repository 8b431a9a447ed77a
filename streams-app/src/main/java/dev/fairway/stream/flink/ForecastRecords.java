package dev.fairway.stream.flink;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.baseline.FillSource;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Instant;
import java.util.Arrays;

/** A prediction for a network to its records: one for each site and forecast channel. */
final class ForecastRecords {

  private final MeasuredNetwork measured;
  private final WindowReady window;
  private final Issue issue;
  private final int[] targets;

  /** Starts of the intervals that are forecast; the first is when the forecast is issued. */
  private final Timestamp[] times;

  /**
   * @param window that the prediction was made from
   */
  ForecastRecords(MeasuredNetwork measured, WindowReady window, Issue issue) {
    this.measured = measured;
    this.window = window;
    this.issue = issue;
    this.targets = measured.forecastChannels();
    this.times = new Timestamp[issue.prediction().steps()];
    Instant first =
        Instant.ofEpochMilli(window.start)
            .plus(measured.interval().multipliedBy(SnapshotRing.STEPS));
    Arrays.setAll(
        times, step -> Times.toTimestamp(first.plus(measured.interval().multipliedBy(step))));
  }

  Forecast record(int target, int site) {
    Prediction prediction = issue.prediction();
    Channel channel = measured.channels().get(targets[target]);
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setNetwork(measured.network().id())
            .setSite(measured.network().sites().get(site).id())
            .setChannel(channel.name())
            .setUnit(channel.unit())
            .setIssueTime(times[0])
            .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
            .setModel(
                issue.model().isEmpty()
                    ? window.baselineModel[target * measured.network().size() + site]
                    : issue.model())
            .setImputedShare(window.imputedShare[site])
            .setFallback(!issue.fallbackReason().isEmpty())
            .setFallbackReason(issue.fallbackReason())
            .setImputation(imputation(site))
            .setRepresentation(issue.representationModel());
    Arrays.stream(prediction.levels()).forEach(forecast::addQuantileLevels);
    for (int step = 0; step < prediction.steps(); step++) {
      ForecastStep.Builder ahead =
          ForecastStep.newBuilder()
              .setHorizon(step + 1)
              .setTargetTime(times[step])
              .setMean(Clamp.to(channel, prediction.mean(target, step, site)));
      for (int level = 0; level < prediction.levels().length; level++) {
        ahead.addQuantiles(Clamp.to(channel, prediction.quantile(level, target, step, site)));
      }
      forecast.addSteps(ahead);
    }
    return forecast.build();
  }

  private String imputation(int site) {
    boolean holes = !window.imputation[site].equals(FillSource.NONE.label());
    return holes && !issue.imputationModel().isEmpty()
        ? "diffusion:" + issue.imputationModel()
        : window.imputation[site];
  }
}
