package dev.fairway.stream.flink;

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
  private final int[] targets;

  ForecastRecords(MeasuredNetwork measured) {
    this.measured = measured;
    this.targets = measured.forecastChannels();
  }

  Forecast record(WindowReady window, Issue issue, int target, int site) {
    Prediction prediction = issue.prediction();
    Channel channel = measured.channels().get(targets[target]);
    Instant issueTime =
        Instant.ofEpochMilli(window.start)
            .plus(measured.interval().multipliedBy(SnapshotRing.STEPS));
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setNetwork(measured.network().id())
            .setSite(measured.network().sites().get(site).id())
            .setChannel(channel.name())
            .setUnit(channel.unit())
            .setIssueTime(Times.toTimestamp(issueTime))
            .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
            .setModel(
                issue.model().isEmpty()
                    ? window.baselineModel[target * measured.network().size() + site]
                    : issue.model())
            .setImputedShare(window.imputedShare[site])
            .setFallback(!issue.fallbackReason().isEmpty())
            .setFallbackReason(issue.fallbackReason())
            .setImputation(imputation(window, issue, site))
            .setRepresentation(issue.representationModel());
    Arrays.stream(prediction.levels()).forEach(forecast::addQuantileLevels);
    for (int step = 0; step < prediction.steps(); step++) {
      ForecastStep.Builder ahead =
          ForecastStep.newBuilder()
              .setHorizon(step + 1)
              .setTargetTime(
                  Times.toTimestamp(issueTime.plus(measured.interval().multipliedBy(step))))
              .setMean(Clamp.to(channel, prediction.mean(target, step, site)));
      for (int level = 0; level < prediction.levels().length; level++) {
        ahead.addQuantiles(Clamp.to(channel, prediction.quantile(level, target, step, site)));
      }
      forecast.addSteps(ahead);
    }
    return forecast.build();
  }

  private static String imputation(WindowReady window, Issue issue, int site) {
    boolean holes = !window.imputation[site].equals(FillSource.NONE.label());
    return holes && !issue.imputationModel().isEmpty()
        ? "diffusion:" + issue.imputationModel()
        : window.imputation[site];
  }
}
